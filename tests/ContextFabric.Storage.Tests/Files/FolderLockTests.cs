using System.Globalization;
using ContextFabric.Storage.Files;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests.Files;

public sealed class FolderLockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string LockFile => _folder["lock"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_owner_waits_for_the_first()
    {
        FolderLock first = FolderLock.Acquire(LockFile, null, TestContext.Current.CancellationToken);
        using var told = new ManualResetEventSlim();
        string? owner = null;
        bool released = false;
        Task<bool> second = Task.Factory.StartNew(
            () =>
            {
                using FolderLock held = FolderLock.Acquire(
                    LockFile,
                    name =>
                    {
                        owner = name;
                        told.Set();
                    },
                    CancellationToken.None);
                return Volatile.Read(ref released);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        told.Wait(TestContext.Current.CancellationToken);
        Assert.StartsWith($"process {Environment.ProcessId} on ", owner, StringComparison.Ordinal);
        Volatile.Write(ref released, true);
        first.Dispose();
        first.Dispose();

        Assert.True(await second);
    }

    [Fact]
    public void A_wait_can_be_cancelled()
    {
        using FolderLock first = FolderLock.Acquire(LockFile, null, TestContext.Current.CancellationToken);
        using var cancel = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => FolderLock.Acquire(LockFile, _ => cancel.Cancel(), cancel.Token));
    }

    [Fact]
    public void Only_one_of_many_holds_it()
    {
        int holders = 0;
        int most = 0;
        int counter = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                using FolderLock held = FolderLock.Acquire(LockFile, _ => { }, CancellationToken.None);
                most = Math.Max(most, Interlocked.Increment(ref holders));
                counter++;
                Interlocked.Decrement(ref holders);
            }
        }))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Equal((1, 40), (most, counter));
    }

    [Fact]
    public void Another_process_blocks_and_a_killed_one_does_not()
    {
        using ChildProcess child = ChildProcess.Start(ChildCommands.HoldLock, LockFile);
        Assert.Equal("locked", child.ReadLine());

        string? owner = null;
        using (var cancel = new CancellationTokenSource())
        {
            Assert.ThrowsAny<OperationCanceledException>(() => FolderLock.Acquire(
                LockFile,
                name =>
                {
                    owner = name;
                    cancel.Cancel();
                },
                cancel.Token));
        }

        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"process {child.Id} on {Environment.MachineName} since "), owner, StringComparison.Ordinal);
        child.Kill();

        bool waited = false;
        using FolderLock held = FolderLock.Acquire(LockFile, _ => waited = true, TestContext.Current.CancellationToken);
        Assert.False(waited);
    }

    [Fact]
    public void Another_process_that_ends_lets_go()
    {
        using ChildProcess child = ChildProcess.Start(ChildCommands.HoldLock, LockFile);
        Assert.Equal("locked", child.ReadLine());

        using FolderLock held = FolderLock.Acquire(LockFile, _ => child.Continue(), TestContext.Current.CancellationToken);
        Assert.Equal(0, child.Finish().ExitCode);
    }

    [Fact]
    public void A_file_that_can_never_be_opened_is_an_error_not_a_wait()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux refuses to write to a program that is running");
        using var cancel = new CancellationTokenSource();

        Assert.ThrowsAny<IOException>(() => FolderLock.Acquire(Environment.ProcessPath!, _ => cancel.Cancel(), cancel.Token));
    }

    [Fact]
    public void An_owner_that_cannot_be_described_holds_the_lock_all_the_same()
    {
        Directory.CreateDirectory(LockFile + ".owner");
        using var cancel = new CancellationTokenSource();
        using (FolderLock.Acquire(LockFile, null, TestContext.Current.CancellationToken))
        {
            Assert.ThrowsAny<OperationCanceledException>(() => FolderLock.Acquire(LockFile, _ => cancel.Cancel(), cancel.Token));
        }

        FolderLock.Acquire(LockFile, _ => Assert.Fail("the lock was not released"), TestContext.Current.CancellationToken).Dispose();
    }

    [Fact]
    public void A_missing_folder_is_an_error_not_a_wait()
        => Assert.ThrowsAny<IOException>(() => FolderLock.Acquire(_folder["none/lock"], null, TestContext.Current.CancellationToken));
}

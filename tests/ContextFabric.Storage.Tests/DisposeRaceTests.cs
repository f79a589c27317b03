using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests;

/// <summary>Readers on other threads while a store is closed get right answers or the proper error.</summary>
public sealed class DisposeRaceTests
{
    private const int Rounds = 1000;
    private const int Readers = 8;

    [Fact]
    public void Readers_get_right_answers_or_are_told()
    {
        using var folder = new TempFolder();
        string path = folder["store"];
        int[] data = [.. Enumerable.Range(1, 6000)];
        ScratchStore.Publish(path, batch =>
        {
            batch.Write<int>("data", data);
            batch.WriteNarrow("indptr", [.. Enumerable.Range(0, 1001).Select(i => 6L * i)]);
            batch.WriteBitmap("even", [0x5555555555555555, 0x5555555555555555]);
            batch.WriteNarrow("offsets", [0, 1, 3, 6L]);
            batch.Write<byte>("bytes", "abbccc"u8);
        });

        ArrayStore store = null!;
        var wrong = new List<string>();
        long answers = 0;
        long closed = 0;
        bool finished = false;
        using var start = new Barrier(Readers + 1, _ => store = finished ? null! : ArrayStore.OpenFile(path));
        using var end = new Barrier(Readers + 1);
        Thread[] readers = [.. Enumerable.Range(0, Readers).Select(seed => new Thread(() => Read(seed)))];
        foreach (Thread reader in readers)
        {
            reader.Start();
        }

        for (int round = 0; round < Rounds; round++)
        {
            start.SignalAndWait();
            Thread.SpinWait(round * 7 % 3000);
            store.Dispose();
            end.SignalAndWait();
        }

        finished = true;
        start.SignalAndWait();
        foreach (Thread reader in readers)
        {
            reader.Join();
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(3)));
        Assert.True(answers > Rounds, $"only {answers} answers: the race was not tried");
        Assert.True(closed == (long)Rounds * Readers, $"{closed} readers were told, {Rounds * Readers} expected");

        void Read(int seed)
        {
            while (true)
            {
                start.SignalAndWait();
                if (store is null)
                {
                    return;
                }

                long count = 0;
                try
                {
                    for (int i = seed; ; i = (i + 17) % 1000)
                    {
                        Ask(store, i);
                        count++;
                    }
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref closed);
                }
#pragma warning disable CA1031 // Any other error is what the test looks for.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    Add(error.ToString());
                }

                Interlocked.Add(ref answers, count);
                end.SignalAndWait();
            }
        }

        // Every look-up as the engine does it: read, then the check that makes the answer valid.
        void Ask(ArrayStore store, int i)
        {
            var rows = new CsrArray(store.GetNarrow("indptr"), store.Get<int>("data"));
            int[] row = rows.Row(i).ToArray();
            int element = store.Get<int>("data")[i];
            int rank = store.GetBitmap("even").Rank(i % 128);
            var pool = new StringPool(store.GetNarrow("offsets"), store.Get<byte>("bytes"));
            int found = pool.Find("bb");
            string text = pool.GetString(2);
            long narrow = store.GetNarrow("indptr")[i];
            int[] copy = store.Get<int>("data").Slice(i, 5).ToArray();
            store.Get<int>("data").ThrowIfClosed();
            bool right = row is [int first, ..] && row.Length == 6 && first == (6 * i) + 1 && element == i + 1 && rank == (i % 128 % 2 == 0 ? i % 128 / 2 : -1) && found == 1 && text == "ccc" && narrow == 6 * i && copy[4] == i + 5;
            if (!right)
            {
                Add($"row {i}: {string.Join(',', row)} {element} {rank} {found} {text} {narrow} {copy[4]}");
            }
        }

        void Add(string what)
        {
            lock (wrong)
            {
                wrong.Add(what);
            }
        }
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using ContextFabric.Storage.Container;
using ContextFabric.Testing;
using CsCheck;
using Xunit;

namespace ContextFabric.Storage.Tests.Container;

/// <summary>A damaged store is refused at open or reported by a check; it never passes for sound, and never crashes.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly byte[] _sound;

    public DamageTests()
    {
        ScratchStore.Publish(Store, batch =>
        {
            batch.Write<int>("warp/first", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
            batch.WriteNarrow("narrow", [1, 300, 70_000]);
            batch.WriteBitmap("bits", [5, ulong.MaxValue, 0]);
            batch.Write<byte>("empty", []);
            batch.WriteBytes("meta.json", "{ \"version\": 1 }"u8);
        });
        _sound = File.ReadAllBytes(Store);
    }

    private string Store => _folder["store"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_truncation_is_refused_at_open()
    {
        // The first member and the directory byte by byte, the rest in steps.
        for (int length = 0; length < _sound.Length; length += length is < 150 || length > _sound.Length - 300 ? 1 : 5)
        {
            File.WriteAllBytes(Store, _sound[..length]);

            var fault = Assert.Throws<CorpusFormatException>(() => ArrayStore.OpenFile(Store));
            Assert.True(fault.Fault is FormatFault.Foreign or FormatFault.Truncated, $"{length}: {fault.Message}");
            Assert.True(fault.Fault == FormatFault.Truncated || length < 64, $"{length}: {fault.Message}");
        }
    }

    [Fact]
    public void A_part_missing_inside_or_something_added_is_refused()
    {
        byte[][] all = [[.. _sound[..100], .. _sound[164..]], [.. _sound, 0], [0, .. _sound], [.. _sound, .. _sound]];
        foreach (byte[] damaged in all)
        {
            File.WriteAllBytes(Store, damaged);

            Assert.Throws<CorpusFormatException>(() => ArrayStore.OpenFile(Store));
        }
    }

    [Fact]
    public void No_flipped_bit_goes_unnoticed()
    {
        // Every byte of the store once or twice, each time another bit.
        for (int bit = 0; bit < 8 * _sound.Length; bit += 5)
        {
            byte[] damaged = [.. _sound];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertNoticed(damaged, $"bit {bit % 8} of byte {bit / 8}");
        }
    }

    [Fact]
    public void No_overwritten_part_goes_unnoticed()
    {
        Gen.Select(Gen.Int[0, _sound.Length - 1], Gen.Byte.Array[1, 40]).Sample((at, bytes) =>
        {
            byte[] damaged = [.. _sound];
            bytes.AsSpan(0, Math.Min(bytes.Length, damaged.Length - at)).CopyTo(damaged.AsSpan(at));
            if (!damaged.AsSpan().SequenceEqual(_sound))
            {
                AssertNoticed(damaged, $"bytes at {at}");
            }
        }, iter: 2000, threads: 1);
    }

    [Fact]
    public void Verify_names_the_damaged_member()
    {
        byte[] damaged = [.. _sound];
        damaged[damaged.AsSpan().IndexOf((ReadOnlySpan<byte>)[7, 0, 0, 0, 8, 0, 0, 0])] = 70;
        File.WriteAllBytes(Store, damaged);
        using ArrayStore store = ArrayStore.OpenFile(Store);

        string fault = Assert.Single(store.Verify());
        Assert.Contains("'warp/first.npy'", fault, StringComparison.Ordinal);
        Assert.Contains("checksum", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_is_no_array_is_checked_when_it_is_read()
    {
        byte[] damaged = [.. _sound];
        damaged[damaged.AsSpan().IndexOf("\"version\""u8)] = (byte)'?';
        File.WriteAllBytes(Store, damaged);
        using ArrayStore store = ArrayStore.OpenFile(Store);

        var fault = Assert.Throws<CorpusFormatException>(() => store.GetBytes("meta.json").Length);
        Assert.Equal(FormatFault.Corrupt, fault.Fault);
        Assert.Contains("'meta.json'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_files_are_told_apart()
    {
        using (var stream = new FileStream(_folder["plain.zip"], FileMode.Create))
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            zip.CreateEntry("hello.txt").Open().Dispose();
        }

        byte[][] foreign = [[], [0], new byte[22], new byte[200], "just some text, no store at all, but long enough to be one"u8.ToArray(), File.ReadAllBytes(_folder["plain.zip"])];
        foreach (byte[] content in foreign)
        {
            File.WriteAllBytes(Store, content);

            var fault = Assert.Throws<CorpusFormatException>(() => ArrayStore.OpenFile(Store));
            Assert.Equal((FormatFault.Foreign, "not a Context-Fabric store", Store), (fault.Fault, fault.Reason, fault.Path));
        }
    }

    [Fact]
    public void Extreme_wide_fields_of_a_directory_are_refused()
    {
        long[] extremes = [long.MaxValue, long.MaxValue - 63, long.MinValue, -1, -64, uint.MaxValue, 1L << 62];
        foreach (long offset in extremes)
        {
            foreach (long length in (long[])[.. extremes, 10])
            {
                byte[] header = ZipLayout.LocalHeader(new Member(ZipLayout.MarkerName, 0, 64, 10, 0));
                byte[] directory = WideDirectory(offset, length);
                File.WriteAllBytes(Store, [.. header, .. new byte[64], .. directory]);

                Assert.Throws<CorpusFormatException>(() => Use(Store));
            }
        }
    }

    [Fact]
    public void Progress_and_cancellation_of_a_check()
    {
        using ArrayStore store = ArrayStore.OpenFile(Store);
        var told = new List<long>();
        store.Verify(told.Add, TestContext.Current.CancellationToken);

        Assert.Equal(7, told.Count);
        Assert.Equal(told.Order(), told);
        Assert.Throws<OperationCanceledException>(() => store.Verify(null, new CancellationToken(true)));
    }

    private static void Use(string path)
    {
        using ArrayStore store = ArrayStore.OpenFile(path);
        _ = store.Verify();
        _ = store.Describe();
    }

    /// <summary>A directory of one entry with all wide fields, and end records that fit it.</summary>
    private static byte[] WideDirectory(long offset, long length)
    {
        var member = new Member("a.npy", 1L << 33, (1L << 33) + 64, 1L << 33, 0);
        byte[] directory = ZipLayout.Directory([member], 128);
        Span<byte> extra = directory.AsSpan(ZipLayout.CentralFixedLength + 5 + 4);
        BinaryPrimitives.WriteInt64LittleEndian(extra, length);
        BinaryPrimitives.WriteInt64LittleEndian(extra[8..], length);
        BinaryPrimitives.WriteInt64LittleEndian(extra[16..], offset);
        return directory;
    }

    private void AssertNoticed(byte[] damaged, string what)
    {
        File.WriteAllBytes(Store, damaged);
        try
        {
            using ArrayStore store = ArrayStore.OpenFile(Store);
            Assert.True(store.Verify().Count > 0, $"damage unnoticed: {what}");
        }
        catch (CorpusFormatException)
        {
            // Refused at open.
        }
    }
}

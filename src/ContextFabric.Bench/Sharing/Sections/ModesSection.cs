using ContextFabric.Bench.Reports;
using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Bench.Sharing;

/// <summary>Table 1 of the note: what an access mode means to the operating system.</summary>
internal sealed record ModesResult(IReadOnlyList<AccessMode> Modes, IReadOnlyList<Claim> Claims);

/// <summary>One access mode, mapped live beside another process that maps the same file read-only.</summary>
internal sealed record AccessMode
{
    /// <summary>As numpy calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What the note's table gives for it.</summary>
    public required string NoteFlags { get; init; }

    public required string ExpectedPermissions { get; init; }

    /// <summary>As the kernel shows them; null when it shows none.</summary>
    public string? Permissions { get; init; }

    /// <summary>As the kernel shows them; null when it shows none.</summary>
    public IReadOnlyList<string>? VmFlags { get; init; }

    /// <summary>Flags that are there and must not be, or must be and are not.</summary>
    public IReadOnlyList<string> WrongFlags { get; init; } = [];

    public required int Pages { get; init; }

    /// <summary>Pages with the frame that the other process has; null when it cannot be told.</summary>
    public int? SharedPages { get; init; }

    /// <summary>The same after one page was written.</summary>
    public int? SharedPagesAfterWrite { get; init; }

    /// <summary>Whether the API lets one write.</summary>
    public required bool IsWritable { get; init; }

    /// <summary>Whether a write was seen in the file.</summary>
    public bool? WriteReachesFile { get; init; }

    /// <summary>Whether a write was seen by the other process.</summary>
    public bool? WriteReachesOthers { get; init; }

    /// <summary>Private memory that the write took, in bytes.</summary>
    public long? AnonymousAfterWrite { get; init; }
}

/// <summary>Maps a scratch file in every mode and looks what the kernel made of it.</summary>
internal sealed class ModesSection(SharingContext context)
{
    private const int Pages = 64;
    private const int WrittenPage = 1;

    // never tested: sh, which the kernel clears for descriptors that are open for reading only
    private static readonly Expectation[] s_expectations =
    [
        new("r", "MAP_SHARED, PROT_READ", MapMode.Read, false, "r--s", ["rd", "mr", "me", "ms", "dc"], ["wr", "mw"], WritesFile: null),
        new("r inheritable", "MAP_SHARED, PROT_READ", MapMode.Read, true, "r--s", ["rd", "mr", "me", "ms"], ["wr", "mw", "dc"], WritesFile: null),
        new("r+", "MAP_SHARED, PROT_READ|WRITE", MapMode.ReadWrite, false, "rw-s", ["rd", "wr", "mr", "mw", "me", "ms"], [], WritesFile: true),
        new("w+", "MAP_SHARED, PROT_READ|WRITE", MapMode.Create, false, "rw-s", ["rd", "wr", "mr", "mw", "me", "ms"], [], WritesFile: true),
        new("c", "MAP_PRIVATE, PROT_READ|WRITE", MapMode.CopyOnWrite, false, "rw-p", ["rd", "wr", "mr", "mw", "me"], ["ms"], WritesFile: false),
    ];

    public async Task<ModesResult> RunAsync(CancellationToken cancellationToken)
    {
        var modes = new List<AccessMode>();
        foreach (Expectation expected in s_expectations)
        {
            context.Report($"access mode {expected.Name}", (double)modes.Count / s_expectations.Length);
            modes.Add(await TryAsync(expected, modes.Count, cancellationToken).ConfigureAwait(false));
        }

        return new ModesResult(modes, [JudgeFlags(modes), JudgeSharing(modes), JudgeWrites(modes)]);
    }

    private static byte[] NewContent(int seed)
    {
        byte[] content = new byte[Pages * Environment.SystemPageSize];
        new Random(seed).NextBytes(content);
        return content;
    }

    private async Task<AccessMode> TryAsync(Expectation expected, int index, CancellationToken cancellationToken)
    {
        string path = context.Scratch.File($"mode-{index}");
        byte[] content = NewContent(index);
        if (expected.Mode != MapMode.Create)
        {
            await File.WriteAllBytesAsync(path, content, cancellationToken).ConfigureAwait(false);
        }

        using MappedFile file = MappedFile.Open(path, expected.Mode, content.Length, expected.IsInheritable);
        if (expected.Mode == MapMode.Create)
        {
            content.CopyTo(file.WritableSlice(0, content.Length));
        }

        using WorkerGroup group = await WorkerGroup.StartAsync(1, WorkerKind.File, [nameof(FileAccessKind.Read), path], cancellationToken).ConfigureAwait(false);
        WorkerProcess other = group[0];
        _ = await other.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        _ = file.TouchAll();
        MemoryMapping? before = Find(file);
        int? shared = CountShared(file, other);
        AccessMode mode = new()
        {
            Name = expected.Name,
            NoteFlags = expected.NoteFlags,
            ExpectedPermissions = expected.Permissions,
            Permissions = before?.Permissions,
            VmFlags = before?.VmFlags,
            WrongFlags = before is null ? [] : [.. expected.Flags.Except(before.VmFlags).Select(f => "no " + f), .. expected.NotFlags.Intersect(before.VmFlags)],
            Pages = Pages,
            SharedPages = shared,
            IsWritable = TryWrite(file),
        };
        context.Record(SharingSection.Modes, expected.Name, null, "permissions", mode.Permissions, "");
        context.Record(SharingSection.Modes, expected.Name, null, "vm-flags", mode.VmFlags is null ? null : string.Join(' ', mode.VmFlags), "");
        if (mode.IsWritable)
        {
            long offset = WrittenPage * Environment.SystemPageSize;
            byte written = (byte)~content[offset];
            byte seen = (byte)(await other.AskAsync($"{WorkerProtocol.Peek} {offset}", cancellationToken).ConfigureAwait(false)).Number("byte");
            mode = mode with
            {
                WriteReachesFile = (await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false))[offset] == written,
                WriteReachesOthers = seen == written,
                SharedPagesAfterWrite = CountShared(file, other),
                AnonymousAfterWrite = Find(file)?.Anonymous,
            };
        }

        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
        return mode;
    }

    private static bool TryWrite(MappedFile file)
    {
        try
        {
            Span<byte> cell = file.WritableSlice(WrittenPage * Environment.SystemPageSize, 1);
            cell[0] = (byte)~cell[0];
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static MemoryMapping? Find(MappedFile file) =>
        SmapsMap.FindAt(Environment.ProcessId, (ulong)file.Address, file.Length) is [{ } mapping, ..] ? mapping : null;

    // by frame numbers where the kernel gives them, else by what it says of each page
    private static int? CountShared(MappedFile file, WorkerProcess other)
    {
        MemoryRange range = other.Ready.Ranges()[0];
        PageSample? mine = PageMap.Sample(Environment.ProcessId, (ulong)file.Address, file.Length, Pages);
        PageSample? its = PageMap.Sample(other.Id, range.Start, range.Length, Pages);
        return mine is null || its is null ? null : FrameComparison.Of([[.. mine.Pages], [.. its.Pages]]) is { } compared ? compared.SameFrame ?? compared.SharedFilePages : null;
    }

    private static Claim JudgeFlags(List<AccessMode> modes)
    {
        const string Id = "mode-flags";
        const string Statement = "The access modes reach the kernel as the flags of the note's table 1";
        if (modes.Exists(m => m.Permissions is null))
        {
            return new Claim(Id, Statement, "this system does not show how a file is mapped (Linux does, in /proc/PID/smaps)", ClaimOutcome.CannotBeTested);
        }

        List<string> wrong = [.. modes.Where(m => m.Permissions != m.ExpectedPermissions || m.WrongFlags.Count > 0)
            .Select(m => $"{m.Name}: {m.Permissions} {string.Join(' ', m.WrongFlags)}".TrimEnd())];
        return new Claim(
            Id,
            Statement,
            wrong.Count == 0 ? string.Join(", ", modes.Select(m => $"{m.Name} is {m.Permissions}")) : string.Join("; ", wrong),
            wrong.Count == 0 ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeSharing(List<AccessMode> modes)
    {
        const string Id = "mode-sharing";
        const string Statement = "All modes share pages with another reader; c until a page is written, and that page only";
        if (modes.Exists(m => m.SharedPages is null))
        {
            return new Claim(Id, Statement, "the page map of a process cannot be read here", ClaimOutcome.CannotBeTested);
        }

        bool holds = modes.TrueForAll(m => m.SharedPages == m.Pages && m.SharedPagesAfterWrite is null or Pages or Pages - 1)
            && modes.Where(m => m.SharedPagesAfterWrite is not null).All(m => m.SharedPagesAfterWrite == (m.Name == "c" ? Pages - 1 : Pages));
        return new Claim(
            Id,
            Statement,
            $"shared of {Pages} pages before/after a write: " + string.Join(", ", modes.Select(m => $"{m.Name} {m.SharedPages}{(m.SharedPagesAfterWrite is { } after ? $"/{after}" : string.Empty)}")),
            holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeWrites(List<AccessMode> modes)
    {
        bool holds = s_expectations.Zip(modes).All(pair =>
            pair.Second.IsWritable == pair.First.WritesFile.HasValue
            && pair.Second.WriteReachesFile == pair.First.WritesFile
            && pair.Second.WriteReachesOthers == pair.First.WritesFile);
        return new Claim(
            "mode-writes",
            "Writes through r+ and w+ reach the file and other readers, writes through c reach nobody, r cannot be written",
            string.Join(", ", modes.Select(m => $"{m.Name}: {(m.IsWritable ? m.WriteReachesFile == true ? "seen by all" : "seen by nobody" : "refused")}")),
            holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private sealed record Expectation(
        string Name, string NoteFlags, MapMode Mode, bool IsInheritable, string Permissions, string[] Flags, string[] NotFlags, bool? WritesFile);
}

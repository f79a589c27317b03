using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Running;

/// <summary>Something that is measured: the product in one of its forms, or an external command that speaks the protocol.</summary>
/// <param name="Name">Stands in every row.</param>
/// <param name="Form">What a worker is told to be; null for a peer.</param>
/// <param name="Command">Program and arguments of its workers.</param>
internal sealed record Subject(string Name, string? Form, IReadOnlyList<string> Command)
{
    /// <summary>The copy of the baseline that shows the noise.</summary>
    public const string CopyName = "self-b";

    /// <summary>True for an external command.</summary>
    public bool IsPeer => Form is null;

    /// <summary>Environment variables of its workers.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>True for a copy of another subject.</summary>
    public bool IsCopy => Name == CopyName;

    /// <summary>
    /// The subjects of a run: built-in ones, peers, and a copy of the baseline where that is asked for.
    /// </summary>
    /// <param name="names">Built-in subjects.</param>
    /// <param name="peers">Peers as <c>NAME=COMMAND</c>.</param>
    /// <param name="baseline">What the others are compared with; null for <c>heap</c> where it takes part, else the last one.</param>
    /// <param name="addCopy">True to add a copy of the baseline.</param>
    /// <param name="self">Program and arguments that start this program.</param>
    /// <param name="runtimeConfig">Settings of the runtime as <c>NAME=VALUE</c>, for built-in subjects.</param>
    /// <exception cref="BenchException">A name is unknown, or stands for two subjects.</exception>
    public static SubjectList List(
        IReadOnlyList<string> names,
        IReadOnlyList<string> peers,
        string? baseline,
        bool addCopy,
        IReadOnlyList<string> self,
        IReadOnlyList<string> runtimeConfig)
    {
        Dictionary<string, string> environment = ReadRuntimeConfig(runtimeConfig);
        var subjects = new List<Subject>();
        foreach (string name in names.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            subjects.Add(WorkerSession.Subjects.Contains(name)
                ? new Subject(name, name, [.. self, BenchWorker.CommandName, name]) { Environment = environment }
                : throw new BenchException($"--subject: '{name}' is no subject; there are {string.Join(", ", WorkerSession.Subjects)}, and --peer for others"));
        }

        foreach (string peer in peers)
        {
            int sign = peer.IndexOf('=', StringComparison.Ordinal);
            subjects.Add(sign > 0
                ? new Subject(peer[..sign].Trim(), null, CommandWords.Split(peer[(sign + 1)..]))
                : throw new BenchException($"--peer: NAME=COMMAND expected where '{peer}' was found"));
        }

        if (subjects.CountBy(subject => subject.Name).FirstOrDefault(entry => entry.Value > 1) is { Key: string twice })
        {
            throw new BenchException($"two subjects have the name '{twice}'");
        }

        if (subjects.Any(subject => subject.Name is CopyName or "" || subject.Name.AsSpan().IndexOfAny("/\\,\"") >= 0))
        {
            throw new BenchException($"a subject must have a name that is not '{CopyName}' and has no / \\ , \"");
        }

        Subject basis = Baseline(subjects, baseline);
        return new SubjectList(addCopy ? [.. subjects, basis with { Name = CopyName }] : subjects, basis.Name);
    }

    /// <summary>How a worker of it is started.</summary>
    public WorkerLaunch Launch(TimeSpan timeout, IReadOnlyList<int>? processors, string? log) => new()
    {
        Subject = Name,
        Command = Command,
        Environment = Environment,
        Timeout = timeout,
        Processors = processors,
        Log = log,
    };

    private static Subject Baseline(List<Subject> subjects, string? name) =>
        subjects.Count == 0 ? throw new BenchException("there is no subject: --subject or --peer must name one")
        : name is null ? subjects.Find(subject => subject.Name == WorkerSession.Heap) ?? subjects[^1]
        : subjects.Find(subject => subject.Name == name)
            ?? throw new BenchException($"--baseline: '{name}' is none of the subjects {string.Join(", ", subjects.Select(subject => subject.Name))}");

    // the runtime reads numbers in these variables as hexadecimal; they are passed on as they are written
    private static Dictionary<string, string> ReadRuntimeConfig(IReadOnlyList<string> settings)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string setting in settings)
        {
            int sign = setting.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
            {
                throw new BenchException($"--runtime-config: NAME=VALUE expected where '{setting}' was found");
            }

            string name = setting[..sign].Trim();
            environment[name.StartsWith("DOTNET_", StringComparison.Ordinal) ? name : $"DOTNET_{name}"] = setting[(sign + 1)..].Trim();
        }

        return environment;
    }
}

/// <summary>The subjects of a run.</summary>
/// <param name="All">In the order in which they were named.</param>
/// <param name="Baseline">Name of the one that the others are compared with.</param>
internal sealed record SubjectList(IReadOnlyList<Subject> All, string Baseline);

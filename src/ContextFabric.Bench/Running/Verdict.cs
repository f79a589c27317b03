namespace ContextFabric.Bench.Running;

/// <summary>What a row or an answer is worth.</summary>
internal static class Verdict
{
    /// <summary>Right: as expected, or the same from independent subjects.</summary>
    public const string Ok = "ok";

    /// <summary>Another answer than expected, or subjects disagree.</summary>
    public const string Mismatch = "mismatch";

    /// <summary>The subject failed.</summary>
    public const string Error = "error";

    /// <summary>The query engine rejects the template.</summary>
    public const string Invalid = "invalid";

    /// <summary>It took longer than allowed.</summary>
    public const string Timeout = "timeout";

    /// <summary>All agree that there is no result, and nobody said that there should be none.</summary>
    public const string ZeroResults = "zero-results";

    /// <summary>There is nothing to compare the answer with.</summary>
    public const string NoReference = "no-reference";

    /// <summary>Runs that must give the same bytes gave different ones.</summary>
    public const string Nondeterministic = "nondeterministic";

    /// <summary>True when a time of such an answer may be used.</summary>
    public static bool IsTimed(string verdict) => verdict is Ok or ZeroResults or NoReference;
}

/// <summary>What a run ends with; the exit codes of <c>cfabric bench</c>.</summary>
internal static class BenchExit
{
    /// <summary>All well.</summary>
    public const int Ok = 0;

    /// <summary>Wrong options, or the machine cannot do what is asked.</summary>
    public const int Usage = 1;

    /// <summary>A subject failed or timed out.</summary>
    public const int SubjectFailed = 2;

    /// <summary>An answer was wrong.</summary>
    public const int Wrong = 3;

    /// <summary>The machine was too noisy.</summary>
    public const int TooNoisy = 4;

    /// <summary>Ended by the user.</summary>
    public const int Cancelled = 130;
}

using System.Text.Json.Serialization;

namespace ContextFabric.Bench.Reports;

/// <summary>A statement with its evidence and what follows.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Statement">The claim.</param>
/// <param name="Evidence">The figures, or why it cannot be tested here.</param>
/// <param name="Outcome">What follows.</param>
internal sealed record Claim(
    string Id,
    string Statement,
    string Evidence,
    [property: JsonConverter(typeof(JsonStringEnumConverter<ClaimOutcome>))] ClaimOutcome Outcome);

/// <summary>What the evidence says about a claim.</summary>
internal enum ClaimOutcome
{
    Holds,
    DoesNotHold,
    CannotBeTested,
}

/// <summary>How outcomes are named.</summary>
internal static class ClaimOutcomes
{
    public static string InWords(this ClaimOutcome outcome) => outcome switch
    {
        ClaimOutcome.Holds => "holds",
        ClaimOutcome.DoesNotHold => "does not hold",
        _ => "cannot be tested here",
    };
}

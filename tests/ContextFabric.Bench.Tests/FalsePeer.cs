using System.Globalization;
using System.Text.Json;

namespace ContextFabric.Bench.Tests;

/// <summary>A peer that speaks the protocol and is wrong in one way. It knows nothing of corpora: every query has one result.</summary>
internal static class FalsePeer
{
    /// <summary>Answers all queries with one result.</summary>
    public const string Wrong = "wrong";

    /// <summary>The same at first; later with two.</summary>
    public const string Fickle = "fickle";

    /// <summary>Never answers a query.</summary>
    public const string Hanging = "hanging";

    /// <summary>Answers queries with a line that is no JSON.</summary>
    public const string Garbage = "garbage";

    /// <summary>Ends when it is asked a query.</summary>
    public const string Dying = "dying";

    /// <summary>Rejects all templates.</summary>
    public const string Rejecting = "rejecting";

    /// <summary>Answers with the number of another request.</summary>
    public const string Confused = "confused";

    /// <summary>Right in everything, but goes on when its input ends.</summary>
    public const string Deaf = "deaf";

    public static int Run(string kind)
    {
        int queries = 0;
        while (Console.ReadLine() is { } line)
        {
            using JsonDocument request = JsonDocument.Parse(line);
            int id = request.RootElement.GetProperty("id").GetInt32();
            string op = request.RootElement.GetProperty("op").GetString()!;
            string? answer = op switch
            {
                "hello" => Say(id, "\"name\":\"false\",\"version\":\"1\",\"runtime\":\"none\",\"protocol\":1,\"ops\":[\"query\"],\"something_new\":[1,2]"),
                "open" => Say(id, "\"ms\":0.1,\"slots\":1,\"nodes\":1,\"types\":1"),
                "query" => Query(kind, id, ++queries),
                _ => Say(id, "\"ms\":0.1"),
            };
            if (answer is null)
            {
                return 7;
            }

            Console.WriteLine(answer);
            if (op == "exit")
            {
                return 0;
            }
        }

        if (kind == Deaf)
        {
            Thread.Sleep(Timeout.Infinite);
        }

        return 0;
    }

    private static string? Query(string kind, int id, int number)
    {
        switch (kind)
        {
            case Hanging:
                Thread.Sleep(Timeout.Infinite);
                return null;
            case Dying:
                Console.Error.WriteLine("this is the end");
                return null;
            case Garbage:
                return "Traceback: something went wrong";
            case Rejecting:
                return Say(id, "\"error\":\"I do not like this template\"");
            case Confused:
                return Say(id + 1, "\"ms\":0.1,\"count\":1");
            default:
                return Say(id, string.Create(CultureInfo.InvariantCulture, $"\"ms\":0.1,\"count\":{(kind == Fickle && number > 1 ? 2 : 1)}"));
        }
    }

    private static string Say(int id, string fields) => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{id},\"ok\":true,{fields}}}");
}

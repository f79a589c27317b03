using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests.Bench;

/// <summary>Peers as shell scripts that answer as a test wants them to.</summary>
internal static class ShellPeer
{
    /// <summary>Option and value for a peer. What is not said answers <c>ok</c> with nothing else.</summary>
    /// <param name="cli">Where to put the script.</param>
    /// <param name="name">Name of the subject.</param>
    /// <param name="ops">The requests it says it understands.</param>
    /// <param name="cases">Branches of a <c>case</c> over the name of the request; <c>$line</c> is the request, <c>say</c> answers with fields.</param>
    public static string[] Option(CliFixture cli, string name, string ops, string cases)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a shell");
        string script = cli.NewFile("peer.sh", $$"""
            field() { printf '%s' "$line" | sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }
            say() { printf '{"id":%s,"ok":true%s}\n' "$(field id)" "$1"; }
            while read -r line; do
              case "$(field op)" in
                hello) say ',"name":"fake","version":"1","runtime":"sh","protocol":1,"ops":[{{ops}}]' ;;
                exit) say ''; exit 0 ;;
            {{cases}}
                *) say '' ;;
              esac
            done
            """);
        return ["--peer", $"{name}=sh {script}"];
    }
}

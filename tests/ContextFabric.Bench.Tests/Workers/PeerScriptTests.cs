using ContextFabric.Bench.Workers;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Workers;

/// <summary>The script in itself; with the engines it is tried by hand, since no test depends on them.</summary>
public sealed class PeerScriptTests
{
    [Fact]
    public void It_answers_also_where_its_engine_is_not_installed()
    {
        string python = Python.Find("import sys; assert sys.version_info >= (3, 8)");
        using var folder = new TempFolder();
        string script = folder.Write("peer.py", PeerScript.Text);
        string driver = folder.Write(
            "driver.py",
            """
            import json, subprocess, sys
            worker = subprocess.Popen([sys.executable, "-I", "-S", sys.argv[1], "--engine", "tf"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for request in ('{"id":1,"op":"hello"}', '{"id":2,"op":"query","template":"word"}', 'nonsense', '{"id":4,"op":"mem"}', '{"id":5,"op":"exit"}'):
                worker.stdin.write(request + "\n")
                worker.stdin.flush()
                answer = json.loads(worker.stdout.readline())
                print(answer["id"], answer["ok"], answer.get("error", "").split(":")[0])
            print(worker.wait(timeout=60))
            """);
        string[] lines = Python.Run(python, driver, script).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["1 False ModuleNotFoundError", "2 False no corpus is open", "0 False JSONDecodeError", "4 True", "5 True", "0"], lines);
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using ContextFabric.Bench.Machine;

namespace ContextFabric.Bench.Workers;

/// <summary>
/// The coordinator's side of a worker process. After a failure the process is killed with all that it started;
/// so it is by <see cref="Dispose"/>, whatever state it is in.
/// </summary>
internal sealed class WorkerClient : IDisposable
{
    private const int ShownLength = 200;
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);
    private readonly WorkerLaunch _launch;
    private readonly Process _process;
    private readonly Channel<Line> _lines = Channel.CreateUnbounded<Line>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly WorkerLog _log;
    private readonly long _started;
    private WorkerAnswer? _hello;
    private int _requests;
    private int _received;
    private bool _isFailed;
    private bool _isDisposed;

    private WorkerClient(WorkerLaunch launch, Process process, long started)
    {
        _launch = launch;
        _process = process;
        _started = started;
        _log = new WorkerLog(process.StandardError.BaseStream, launch.Log);
        // a thread that does nothing but wait, so that the time of arrival is not that of somebody's turn in a queue
        new Thread(ReadLines) { IsBackground = true, Name = $"answers of {launch.Subject}" }.Start();
    }

    /// <summary>Name of the subject.</summary>
    public string Subject => _launch.Subject;

    /// <summary>Id of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Milliseconds from before the start of the process to the answer to <c>hello</c>; 0 before that.</summary>
    public double StartMs { get; private set; }

    /// <summary>The answer to <c>hello</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public WorkerAnswer Hello => _hello ?? throw new InvalidOperationException("hello was not said");

    /// <summary>True when the process has not ended.</summary>
    public bool IsAlive => !_isDisposed && !_process.HasExited;

    /// <summary>Starts the process. It has said nothing yet: see <see cref="SayHelloAsync"/>.</summary>
    /// <exception cref="WorkerException">It cannot be started.</exception>
    public static WorkerClient Start(WorkerLaunch launch)
    {
        long started = Stopwatch.GetTimestamp();
        Process process;
        try
        {
            process = Process.Start(launch.ToStartInfo())!;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new WorkerException(WorkerFault.NotStarted, $"subject '{launch.Subject}': '{launch.Command[0]}' cannot be started: {e.Message}", e);
        }

        var client = new WorkerClient(launch, process, started);
        try
        {
            launch.Pin(process);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Starts the process and greets it.</summary>
    /// <exception cref="WorkerException">It cannot be started, or does not answer as it should.</exception>
    public static async Task<WorkerClient> StartAsync(WorkerLaunch launch, CancellationToken cancellationToken)
    {
        WorkerClient client = Start(launch);
        try
        {
            await client.SayHelloAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The first request of all.</summary>
    /// <exception cref="WorkerException">It does not answer as it should.</exception>
    public async Task SayHelloAsync(CancellationToken cancellationToken)
    {
        (WorkerAnswer answer, long arrived) = await ExchangeAsync(new WorkerRequest { Op = WorkerOps.Hello }, null, cancellationToken).ConfigureAwait(false);
        StartMs = Stopwatch.GetElapsedTime(_started, arrived).TotalMilliseconds;
        _hello = answer.Ok ? answer : throw Refused(WorkerOps.Hello, answer);
    }

    /// <summary>Sends a request and waits for the answer, which may be that it failed.</summary>
    /// <param name="request">The request; it gets the next number.</param>
    /// <param name="cancellationToken">Ends the waiting; the worker is of no use after that.</param>
    /// <param name="timeout">Time for it; null for the usual time.</param>
    /// <exception cref="WorkerException">Timeout, early end, or something that is no answer. The process is gone.</exception>
    public async Task<WorkerReply> TrySendAsync(WorkerRequest request, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        RequestCounters before = RequestCounters.Read(_process);
        long sent = Stopwatch.GetTimestamp();
        (WorkerAnswer answer, long arrived) = await ExchangeAsync(request, timeout, cancellationToken).ConfigureAwait(false);
        return new WorkerReply(answer, Stopwatch.GetElapsedTime(sent, arrived).TotalMilliseconds, RequestCounters.Read(_process).Since(before));
    }

    /// <summary>Sends a request that must succeed.</summary>
    /// <inheritdoc cref="TrySendAsync"/>
    public async Task<WorkerReply> SendAsync(WorkerRequest request, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        WorkerReply reply = await TrySendAsync(request, cancellationToken, timeout).ConfigureAwait(false);
        return reply.Answer.Ok ? reply : throw Refused(request.Op, reply.Answer);
    }

    /// <summary>Lets the worker end by itself; kills it when it takes its time.</summary>
    public async Task ExitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExchangeAsync(new WorkerRequest { Op = WorkerOps.Exit }, s_farewell, cancellationToken).ConfigureAwait(false);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_farewell);
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (WorkerException)
        {
            // it is gone in any case, and everything was measured
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // the same, after Dispose
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Kill();
        _log.Dispose();
        _process.Dispose();
    }

    private async Task<(WorkerAnswer Answer, long Arrived)> ExchangeAsync(WorkerRequest request, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isFailed)
        {
            throw new InvalidOperationException($"the worker of '{Subject}' has failed before");
        }

        request = request with { Id = ++_requests };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TimeSpan patience = timeout ?? _launch.Timeout;
        limit.CancelAfter(patience);
        try
        {
            string json = JsonSerializer.Serialize(request, WorkerJson.Instance.WorkerRequest);
            await _process.StandardInput.WriteAsync($"{json}\n".AsMemory(), limit.Token).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(limit.Token).ConfigureAwait(false);
            Line line = await _lines.Reader.ReadAsync(limit.Token).ConfigureAwait(false);
            return (Parse(line.Text, request), line.Arrived);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(WorkerFault.Timeout, string.Create(
                CultureInfo.InvariantCulture, $"subject '{Subject}' did not answer '{request.Op}' within {patience.TotalSeconds:0.###} s and was killed"));
        }
        catch (Exception e) when (e is IOException or ChannelClosedException)
        {
            throw Failed(WorkerFault.Died, $"subject '{Subject}' ended before it answered '{request.Op}'{ExitText()}{_log.LastLine()}", e);
        }
        catch (OperationCanceledException)
        {
            _isFailed = true;
            throw;
        }
    }

    private WorkerAnswer Parse(string line, WorkerRequest request)
    {
        _received++;
        string shown = line.Length <= ShownLength ? line : line[..ShownLength] + "…";
        string place = string.Create(CultureInfo.InvariantCulture, $"subject '{Subject}', line {_received} of its output, answer to '{request.Op}'");
        WorkerAnswer? answer;
        try
        {
            answer = JsonSerializer.Deserialize(line, WorkerJson.Instance.WorkerAnswer);
        }
        catch (JsonException e)
        {
            throw Failed(WorkerFault.Garbage, $"{place}: '{shown}' found where a JSON object with 'id' and 'ok' was expected", e);
        }

        return answer is null || answer.Id != request.Id
            ? throw Failed(WorkerFault.Garbage, string.Create(CultureInfo.InvariantCulture, $"{place}: '{shown}' found where an answer with \"id\":{request.Id} was expected"))
            : answer;
    }

    private WorkerException Refused(string op, WorkerAnswer answer) =>
        new(WorkerFault.Refused, $"subject '{Subject}' could not do '{op}': {answer.Error ?? "it does not say why"}");

    private WorkerException Failed(WorkerFault fault, string message, Exception? inner = null)
    {
        _isFailed = true;
        Kill();
        return new WorkerException(fault, message, inner);
    }

    private string ExitText()
    {
        // the end of the output comes a moment before the end of the process
        return _process.WaitForExit(s_farewell) ? string.Create(CultureInfo.InvariantCulture, $" (exit code {_process.ExitCode})") : string.Empty;
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                _process.WaitForExit(s_farewell);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // it ended by itself at this very moment, which is what was wanted
        }
    }

    private void ReadLines()
    {
        try
        {
            while (_process.StandardOutput.ReadLine() is { } text)
            {
                _lines.Writer.TryWrite(new Line(text, Stopwatch.GetTimestamp()));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // killed while it was talking
        }

        _lines.Writer.TryComplete();
    }

    private readonly record struct Line(string Text, long Arrived);
}

namespace ContextFabric.Compile;

/// <summary>Runs a list of jobs on several threads and consumes their results in the order of the list.</summary>
internal static class OrderedWork
{
    /// <summary>
    /// Runs all jobs; <paramref name="consume"/> is called on the calling thread, for one result after the other.
    /// The first job that fails ends the work, and its error is thrown.
    /// </summary>
    public static void Run<T>(IReadOnlyList<Func<T>> jobs, int threads, Action<T> consume, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var results = new TaskCompletionSource<T>[jobs.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        int next = -1;
        void Work()
        {
            for (int i = Interlocked.Increment(ref next); i < jobs.Count; i = Interlocked.Increment(ref next))
            {
                if (stop.IsCancellationRequested)
                {
                    results[i].TrySetCanceled(stop.Token);
                    continue;
                }

                try
                {
                    results[i].TrySetResult(jobs[i]());
                }
#pragma warning disable CA1031 // The error is not swallowed: it is thrown on the calling thread.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    results[i].TrySetException(error);
                    stop.Cancel();
                }
            }
        }

        Task[] workers = [.. Enumerable.Range(0, Math.Max(1, threads)).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            foreach (TaskCompletionSource<T> result in results)
            {
                consume(result.Task.GetAwaiter().GetResult());
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Cancelled because another job failed: its error is the one to report.
            Task.WaitAll(workers, CancellationToken.None);
            foreach (TaskCompletionSource<T> result in results)
            {
                if (result.Task.IsFaulted)
                {
                    result.Task.GetAwaiter().GetResult();
                }
            }

            throw;
        }
        finally
        {
            stop.Cancel();
            Task.WaitAll(workers, CancellationToken.None);
            foreach (TaskCompletionSource<T> result in results)
            {
                _ = result.Task.Exception; // observed
            }
        }
    }
}

using System.Numerics;

namespace ContextFabric.Querying;

/// <summary>One run of a query: its budget, memory and plan.</summary>
internal sealed class QueryRun : IDisposable
{
    // Below this many expected steps a second thread costs more than it brings.
    private const double ParallelCost = 300_000;
    private const int ChunksPerThread = 8;
    private readonly NodeSpace _space;
    private readonly SearchOptions _options;
    private readonly QueryMemory _memory;

    public QueryRun(NodeSpace space, QueryGraph graph, SearchOptions options, CancellationToken cancellation)
    {
        _space = space;
        _options = options;
        Graph = graph;
        Budget = new QueryBudget(options.Timeout, options.MaxMemory, cancellation);
        _memory = new QueryMemory(space, Budget);
        int atoms = graph.Atoms.Count;
        Goal = new PlanGoal(options.Order, options.Shallow > 0 ? Math.Min(options.Shallow, atoms) : atoms);
    }

    public QueryGraph Graph { get; }

    public QueryBudget Budget { get; }

    public PlanGoal Goal { get; }

    public QueryPlan Plan(PlanGoal goal, PlanTrace? trace = null)
    {
        Budget.Check();
        return new Planner(_space, _memory, Budget, trace).Plan(Graph, goal);
    }

    /// <summary>The rows of a plan.</summary>
    public RowSource Rows(QueryPlan plan, long limit)
        => RowSource.Create(_space, plan, Goal, new Runner(_space, plan, NewFuel(), Goal.Width), Budget, limit);

    public Fuel NewFuel() => new(Budget, _space.Skeleton);

    /// <summary>True when several threads are wanted and worth it.</summary>
    public bool IsParallel(QueryPlan plan)
        => Threads > 1 && !plan.IsEmpty && plan.Cost > ParallelCost && plan.Domains[plan.Order[0]].Count >= Threads * ChunksPerThread
            && (plan.OrderedPrefix > 0 || RowSource.IsStreamed(plan, Goal));

    /// <summary>All rows, found by several threads, in the same order as by one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="most">How many rows are given at most.</param>
    /// <param name="stopped">Why these are only the first of all rows; null when they are all.</param>
    public TupleTable RowsInParallel(QueryPlan plan, long most, out SearchStoppedException? stopped)
    {
        var parts = new TupleTable?[ChunksOf(plan)];
        bool[] complete = new bool[parts.Length];
        stopped = null;
        try
        {
            InChunks(plan, (runner, chunk) =>
            {
                RowSource source = RowSource.Create(_space, plan, Goal, runner, Budget, long.MaxValue);
                TupleTable rows = parts[chunk] = new TupleTable(Goal.Width);
                while (rows.Count <= most && source.MoveNext())
                {
                    Budget.Charge(sizeof(int) * Goal.Width);
                    rows.Add(source.Current);
                }

                return complete[chunk] = true;
            });
        }
        catch (SearchStoppedException reason)
        {
            stopped = reason;
        }

        // What was found before the first gap is the beginning of the whole.
        var all = new TupleTable(Goal.Width);
        for (int chunk = 0; chunk < parts.Length && parts[chunk] is { } rows; chunk++)
        {
            long room = most - all.Count;
            all.Add(rows, room);
            if (rows.Count > room)
            {
                stopped = new SearchStoppedException(SearchStop.MaxResults);
                break;
            }

            if (!complete[chunk])
            {
                break;
            }
        }

        return all;
    }

    /// <summary>The number of results, whatever the order of the options.</summary>
    public BigInteger Count()
    {
        if (Goal.Width < Graph.Atoms.Count)
        {
            RowSource rows = Rows(Plan(Goal), long.MaxValue);
            long count = 0;
            while (rows.MoveNext())
            {
                count++;
            }

            return count;
        }

        // Counting a tree goes through every relation once, whatever is removed before; from what contains to what
        // is contained partners are slices.
        bool tree = Graph.IsTree;
        QueryPlan plan = Plan(new PlanGoal(tree ? SearchOrder.Canonical : SearchOrder.Any, Goal.Width, Multiplies: tree));
        if (plan.IsEmpty)
        {
            return 0;
        }

        return plan.IsTree ? CountTree(plan)
            : IsParallel(plan) ? InChunks(plan, (runner, _) => (BigInteger)runner.CountAll()).Aggregate(BigInteger.Add)
            : new Runner(_space, plan, NewFuel(), Goal.Width).CountAll();
    }

    /// <summary>Says that the corpus was closed meanwhile, if it was: what was read of it since are zeros.</summary>
    /// <exception cref="ObjectDisposedException">It was.</exception>
    public void ThrowIfClosed() => _space.Skeleton.ThrowIfClosed();

    /// <summary>True when something went wrong only because the corpus was closed meanwhile.</summary>
    public bool IsDueToClosing(Exception failure)
        => _space.Corpus.IsClosed && failure is not (ObjectDisposedException or OperationCanceledException or SearchStoppedException);

    /// <summary>Gives an answer that was found while the corpus was open, or none.</summary>
    /// <exception cref="ObjectDisposedException">The corpus was closed meanwhile.</exception>
    public T WhileOpen<T>(Func<T> find)
    {
        T answer = default!;
        try
        {
            answer = find();
        }
        catch (Exception failure) when (IsDueToClosing(failure))
        {
            // told below
        }

        ThrowIfClosed();
        return answer;
    }

    public void Dispose() => _memory.Dispose();

    private int Threads => _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;

    private BigInteger CountTree(QueryPlan plan)
    {
        try
        {
            return new TreeCounter<ulong>(_space, plan, Budget).Count();
        }
        catch (OverflowException)
        {
            return new TreeCounter<BigInteger>(_space, plan, Budget).Count();
        }
    }

    private int ChunksOf(QueryPlan plan) => Math.Min(plan.Domains[plan.Order[0]].Count, Threads * ChunksPerThread);

    private T[] InChunks<T>(QueryPlan plan, Func<Runner, int, T> work)
    {
        int candidates = plan.Domains[plan.Order[0]].Count;
        int chunks = ChunksOf(plan);
        var results = new T[chunks];
        try
        {
            Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = Threads }, chunk =>
            {
                int start = (int)((long)candidates * chunk / chunks);
                int end = (int)((long)candidates * (chunk + 1) / chunks);
                results[chunk] = work(new Runner(_space, plan, NewFuel(), Goal.Width, start, end), chunk);
            });
        }
        catch (AggregateException failures)
        {
            // The threads end for the same reason: one of them tells it.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        return results;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace ContextFabric.Bench.Sharing;

/// <summary>A thread that asks a corpus the same questions over and over, and notes when answers change.</summary>
internal sealed class QueryLoop
{
    private const int Questions = 2000;
    private readonly Thread _thread;
    private readonly Corpus _corpus;
    private volatile bool _ends;
    private volatile Exception? _failure;
    private long _rounds;
    private long _different;

    private QueryLoop(Corpus corpus)
    {
        _corpus = corpus;
        First = Answers(corpus);
        _thread = new Thread(Run);
    }

    /// <summary>The answers at the beginning, as a checksum.</summary>
    public string First { get; }

    /// <summary>How many times all questions were asked.</summary>
    public long Rounds => Interlocked.Read(ref _rounds);

    /// <summary>How many times the answers were not those of the beginning.</summary>
    public long Different => Interlocked.Read(ref _different);

    public static QueryLoop Start(Corpus corpus)
    {
        var loop = new QueryLoop(corpus);
        loop._thread.Start();
        return loop;
    }

    /// <summary>Ends the thread.</summary>
    /// <exception cref="InvalidOperationException">A question ended with an error.</exception>
    public void End()
    {
        _ends = true;
        _thread.Join();
        if (_failure is { } failure)
        {
            throw new InvalidOperationException($"a query failed: {failure.Message}", failure);
        }
    }

    /// <summary>Text, embedders and a feature of nodes all over the corpus, as a checksum.</summary>
    public static string Answers(Corpus corpus)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] names = [.. corpus.Features.Names];
        for (int i = 0; i < Questions; i++)
        {
            int slot = 1 + (int)((long)i * corpus.MaxSlot / Questions);
            hash.AppendData(Encoding.UTF8.GetBytes(corpus.Text.Get(slot)));
            foreach (int up in corpus.Locality.Up(slot))
            {
                hash.AppendData(BitConverter.GetBytes(up));
            }

            NodeFeature feature = corpus.Features[names[i % names.Length]];
            hash.AppendData(Encoding.UTF8.GetBytes(feature.TextAt(feature.FirstNode) ?? string.Empty));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Run()
    {
        try
        {
            do
            {
                if (Answers(_corpus) != First)
                {
                    Interlocked.Increment(ref _different);
                }

                Interlocked.Increment(ref _rounds);
            }
            while (!_ends);
        }
        catch (Exception e) when (e is ContextFabricException or IOException or InvalidOperationException or ArgumentException)
        {
            _failure = e;
        }
    }
}

using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests;

/// <summary>Readers on other threads while a store is closed get right answers or the proper error.</summary>
public sealed class DisposeRaceTests
{
    private const int Rounds = 1000;
    private const int Readers = 8;

    [Fact]
    public void Readers_get_right_answers_or_are_told()
    {
        using var folder = new TempFolder();
        string path = folder["store"];
        int[] data = [.. Enumerable.Range(1, 6000)];
        ScratchStore.Publish(path, batch =>
        {
            batch.Write<int>("data", data);
            batch.WriteNarrow("indptr", [.. Enumerable.Range(0, 1001).Select(i => 6L * i)]);
            batch.WriteBitmap("even", [0x5555555555555555, 0x5555555555555555]);
            batch.WriteNarrow("offsets", [0, 1, 3, 6L]);
            batch.Write<byte>("bytes", "abbccc"u8);
        });

        DisposeRaceOutcome outcome = new DisposeRace<ArrayStore>(() => ArrayStore.OpenFile(path), Ask, round => round * 7 % 3000).Run(Rounds, Readers);

        Assert.True(outcome.Wrong.Count == 0, string.Join("\n", outcome.Wrong.Take(3)));
        Assert.True(outcome.Answers > Rounds, $"only {outcome.Answers} answers: the race was not tried");
        Assert.True(outcome.Closed == (long)Rounds * Readers, $"{outcome.Closed} readers were told, {Rounds * Readers} expected");

        // Every look-up as the engine does it: read, then the check that makes the answer valid.
        static int Ask(ArrayStore store, int turn, Action<string> report)
        {
            int i = turn * 17 % 1000;
            var rows = new CsrArray(store.GetNarrow("indptr"), store.Get<int>("data"));
            int[] row = rows.Row(i).ToArray();
            int element = store.Get<int>("data")[i];
            int rank = store.GetBitmap("even").Rank(i % 128);
            var pool = new StringPool(store.GetNarrow("offsets"), store.Get<byte>("bytes"));
            int found = pool.Find("bb");
            string text = pool.GetString(2);
            long narrow = store.GetNarrow("indptr")[i];
            int[] copy = store.Get<int>("data").Slice(i, 5).ToArray();
            store.Get<int>("data").ThrowIfClosed();
            bool right = row is [int first, ..] && row.Length == 6 && first == (6 * i) + 1 && element == i + 1 && rank == (i % 128 % 2 == 0 ? i % 128 / 2 : -1) && found == 1 && text == "ccc" && narrow == 6 * i && copy[4] == i + 5;
            if (!right)
            {
                report($"row {i}: {string.Join(',', row)} {element} {rank} {found} {text} {narrow} {copy[4]}");
            }

            return 1;
        }
    }
}

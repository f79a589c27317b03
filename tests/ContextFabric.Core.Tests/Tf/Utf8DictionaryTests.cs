using System.Text;
using ContextFabric.Tf;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public class Utf8DictionaryTests
{
    [Fact]
    public void Ids_are_dense_and_by_first_appearance()
    {
        Gen.String.Array[0, 300].Sample(texts =>
        {
            var dictionary = new Utf8Dictionary();
            var expected = new List<byte[]>();
            foreach (byte[] text in texts.Concat(texts).Select(Encoding.UTF8.GetBytes))
            {
                int id = dictionary.GetOrAdd(text);
                int known = expected.FindIndex(e => e.AsSpan().SequenceEqual(text));
                Assert.Equal(known < 0 ? expected.Count : known, id);
                if (known < 0)
                {
                    expected.Add(text);
                }
            }

            Assert.Equal(expected.Count, dictionary.Count);
            Assert.Equal(expected.Sum(e => e.Length), dictionary.ByteCount);
            Assert.All(Enumerable.Range(0, dictionary.Count), i => Assert.Equal(expected[i], dictionary[i].ToArray()));
        });
    }

    [Fact]
    public void Unknown_ids_are_refused()
    {
        var dictionary = new Utf8Dictionary();
        dictionary.GetOrAdd("a"u8);

        Assert.Throws<ArgumentOutOfRangeException>(() => dictionary[1].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => dictionary[-1].Length);
    }
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Cultivation.Merkle.Tests;

/// <summary>Trees and proofs against the recursive definition of RFC 6962, section 2.1.</summary>
public sealed class TreeSpecs
{
    [Fact]
    public void the_hash_of_nothing_and_of_an_empty_leaf_are_those_of_the_rfc()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Tree.Hex(new Frontier().Root()));
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", Tree.Hex(Tree.Leaf([])));
    }

    [Fact]
    public void a_root_is_the_one_of_the_definition_and_every_leaf_is_proven() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Sizes(1), size =>
    {
        var leaves = Leaves(size);
        var root = Definition(leaves);
        Assert.Equal(root, Grown(leaves).Root());
        for (var i = 0; i < size; i++)
        {
            var path = Roots(leaves, Proofs.Inclusion(i, size));
            Assert.True(Proofs.Includes(i, size, leaves[i], path, root));
            Assert.False(Proofs.Includes(i, size, Tree.Leaf([7]), path, root));
            Assert.False(Proofs.Includes((i + 1) % (size + 1), size, leaves[i], path, root) && size > 1);
        }
    }));

    [Fact]
    public void a_tree_is_proven_to_be_the_beginning_of_a_later_one() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Sizes(1), Sizes(0), (earlier, more) =>
    {
        var leaves = Leaves(earlier + more);
        var (first, last) = (Definition(leaves[..earlier]), Definition(leaves));
        var path = Roots(leaves, Proofs.Consistency(earlier, leaves.Length));
        Assert.True(Proofs.Extends(earlier, first, leaves.Length, last, path));
        leaves[0] = Tree.Leaf([7]);
        Assert.False(Proofs.Extends(earlier, first, leaves.Length, Definition(leaves), path));
    }));

    [Fact]
    public void a_tree_goes_on_from_its_frontier() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Sizes(0), Sizes(0), (before, more) =>
    {
        var leaves = Leaves(before + more);
        var start = Grown(leaves[..before]);
        var again = new Frontier(before, new Span(0, before).Subtrees().Select(s => Definition(Of(leaves, s))));
        Assert.Equal(start.Peaks, again.Peaks);
        foreach (var leaf in leaves[before..])
            again.Add(leaf);
        Assert.Equal(Definition(leaves), again.Root());
    }));

    [Fact]
    public void a_leaf_tells_the_subtrees_that_it_completes()
    {
        var (leaves, frontier) = (Leaves(64), new Frontier());
        for (var i = 0; i < leaves.Length; i++)
        {
            var completed = frontier.Add(leaves[i]);
            Assert.Equal((int)long.TrailingZeroCount(i + 1), completed.Count);
            Assert.All(completed.Index(), node => Assert.Equal(Definition(Of(leaves, new(i, node.Index + 1))), node.Item));
        }
    }

    [Fact]
    public void a_frontier_that_does_not_fit_its_size_is_refused() => Assert.Throws<ArgumentException>(() => new Frontier(3, [Tree.Leaf([])]));

    private static Arbitrary<int> Sizes(int least) => Gen.Choose(least, 70).ToArbitrary();

    private static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => Tree.Leaf(Encoding.UTF8.GetBytes($"{i}")))];

    private static Frontier Grown(byte[][] leaves)
    {
        var frontier = new Frontier();
        foreach (var leaf in leaves)
            frontier.Add(leaf);
        return frontier;
    }

    private static byte[][] Of(byte[][] leaves, Subtree subtree) => leaves[(int)(subtree.Last + 1 - (1L << subtree.Level))..(int)(subtree.Last + 1)];

    private static byte[][] Roots(byte[][] leaves, IEnumerable<Span> spans) => [.. spans.Select(s => Definition(leaves[(int)s.From..(int)s.To]))];

    private static byte[] Definition(byte[][] leaves)
    {
        if (leaves.Length == 0)
            return System.Security.Cryptography.SHA256.HashData([]);
        if (leaves.Length == 1)
            return leaves[0];
        var half = 1;
        while (half * 2 < leaves.Length)
            half *= 2;
        return Tree.Node(Definition(leaves[..half]), Definition(leaves[half..]));
    }
}

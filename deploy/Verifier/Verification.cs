using System.Text;
using Cultivation.Merkle;

namespace Cultivation.Verifier;

/// <summary>Goes through an export line by line and keeps what does not agree. It remembers the last version of each stream, and no events.</summary>
internal sealed class Verification
{
    private readonly ExportHeader header;
    private readonly StreamOrder order;
    private readonly Signatures signatures;
    private readonly Witness witness;
    private readonly Frontier stated;
    private readonly Frontier computed;
    private Interval interval;
    private Checkpoint? firstWrong;
    private long next;
    private int unread;

    public Verification(ExportHeader header, Witness witness)
    {
        (this.header, this.witness, next, interval) = (header, witness, header.From, new(header.From));
        order = new(header.From == 0);
        signatures = new(header, Findings);
        (stated, computed) = (Beginning(), Beginning());
        foreach (var size in witness.Roots.Keys.Where(s => s > header.Size))
            Findings.Add($"The end was cut off: a witness keeps a root of {size} events, and the log has {header.Size}.");
        if (header.Before is { } before && before.Size == header.From && Whole && before.Root != Tree.Hex(stated.Root()))
            Findings.Add($"The first line tells another tree before the first event than the checkpoint of {before.Size} events.");
        Compare(stated.Size);
    }

    public List<string> Findings { get; } = [];

    public long Events { get; private set; }

    public int Checkpoints { get; private set; }

    /// <summary>Sizes whose root a witness keeps and that agree.</summary>
    public List<long> Witnessed { get; } = [];

    /// <summary>Events that no checkpoint of the file covers yet.</summary>
    public long Uncovered => interval.Events;

    public void Take(ExportLine line)
    {
        switch (line)
        {
            case ExportedEvent e:
                Take(e);
                break;
            case ExportedCheckpoint c:
                Take(c.Checkpoint);
                break;
            default:
                Findings.Add("The file has a second first line.");
                break;
        }
    }

    public void Unreadable(int number, string reason)
    {
        Find($"Altered: line {number} cannot be read; it is the event with index {next}, or a checkpoint: {reason}");
        unread++;
    }

    public void End()
    {
        if (next < header.To)
            Findings.Add($"The file ends behind the event with index {next - 1}, and its first line promises those below {header.To}.");
        if (next > header.To)
            Findings.Add($"The file has events beyond index {header.To}, where its first line says that it ends.");
        foreach (var name in interval.Altered)
            Findings.Add($"Altered: the {name} does not have the hash that stands beside it; no checkpoint tells which of the two is right.");
        if (interval is { Altered.Count: 0, InnerDiffers: true })
            Findings.Add($"Behind the last checkpoint an inner hash is not that of the leaves: {interval.Which()}.");
    }

    private bool Whole => next == stated.Size;

    private void Take(ExportedEvent e)
    {
        var name = Interval.Name(e);
        if (e.Index is not { } index || e.Leaf is null)
        {
            Find($"Inserted: the {name} has no leaf; it was not in the log when its neighbours were added to the ledger.");
            return;
        }
        if (index < next)
        {
            Find($"Inserted: the {name} comes with index {index}, which was there before.");
            return;
        }
        if (index - next > unread)
            Find($"Removed: {(index - next == 1 ? $"the event with index {next}" : $"the events with index {next} to {index - 1}")}, before the {name}.");
        var leaf = Tree.Hash(e.Leaf);
        (next, unread) = (index + 1, 0);
        Events++;
        if (order.Fault(e) is { } fault)
            Find(fault);
        var content = Content(e, leaf, name);
        if (stated.Size != index)
            return;
        interval.Add(e, stated.Add(leaf), e.Nodes);
        computed.Add(content);
        Compare(next);
    }

    /// <summary>The hash of what the event says; that of its leaf where there is no event.</summary>
    private byte[] Content(ExportedEvent e, byte[] leaf, string name)
    {
        if (e.Event is not { } content)
        {
            Find($"Removed: the {name}; its leaf is there, the event is not.");
            return leaf;
        }
        if (order.Differs(e, content) is { } other)
            Find($"Altered: the line of the {name} says another {other} than the event.");
        try
        {
            var hash = Tree.Leaf(Encoding.UTF8.GetBytes(CanonicalJson.Text(content)));
            if (!hash.AsSpan().SequenceEqual(leaf))
                interval.Altered.Add(name);
            return hash;
        }
        catch (FormatException fault)
        {
            Find($"Altered: the {name} has no canonical form: {fault.Message}");
            return leaf;
        }
    }

    private void Take(Checkpoint c)
    {
        Checkpoints++;
        signatures.Check(c, next);
        if (!Whole)
            Wrong(c, $"its root cannot be computed, since events are missing");
        else if (Tree.Hex(stated.Root()) == c.Root)
            Agrees(c, "is altered: what it says is not what was signed, and its leaf is");
        else if (Tree.Hex(computed.Root()) == c.Root)
            Agrees(c, "is as it was signed; the leaf beside it is altered");
        else
            Wrong(c, interval.Named || interval.Altered.Count > 0 ? "see above for what was found there" : interval.Which());
        interval = new(next);
    }

    private void Agrees(Checkpoint c, string what)
    {
        foreach (var name in interval.Altered)
            Findings.Add($"Altered: the {name} {what} (by the checkpoint of {c.Size} events).");
        if (interval is { Altered.Count: 0, InnerDiffers: true })
            Findings.Add($"Altered: an inner hash before index {c.Size} is not that of the leaves; the events beneath it are as they were signed.");
        if (firstWrong is { } wrong)
            Findings.Add($"The checkpoint of {c.Size} events agrees again: all events before it are as they were signed, and that of {wrong.Size} events is not.");
        firstWrong = null;
    }

    private void Wrong(Checkpoint c, string why)
    {
        foreach (var name in interval.Altered)
            Findings.Add($"Altered: the {name} does not have the hash that stands beside it.");
        if (firstWrong is not null)
            return;
        firstWrong = c;
        Findings.Add($"The checkpoint of {c.Size} events ({c.Time}) is the first that disagrees: something changed between {Since()} and it; {why}.");
    }

    private string Since() => interval.From == 0 ? "the beginning" : $"the size of {interval.From} events, which agrees,";

    private void Compare(long size)
    {
        if (!Whole || !witness.Roots.TryGetValue(size, out var root))
            return;
        if (root == Tree.Hex(stated.Root()))
            Witnessed.Add(size);
        else
            Findings.Add($"A witness keeps another root of the first {size} events: {root}. Here it is {Tree.Hex(stated.Root())}.");
    }

    private void Find(string finding)
    {
        Findings.Add(finding);
        interval.Named = true;
    }

    private Frontier Beginning()
    {
        try
        {
            return new(header.From, header.Frontier.Select(Tree.Hash));
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            Findings.Add($"The first line does not tell the tree before the first event: {fault.Message}");
            return new();
        }
    }
}

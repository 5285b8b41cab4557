using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Cultivation.Kit;

/// <summary>A frame of AMQP 0-9-1 at which a <see cref="AmqpWire"/> stops.</summary>
public enum WireStop
{
    /// <summary>An entry on its way to the broker: <c>basic.publish</c>.</summary>
    Publish = (60 << 16) | 40,

    /// <summary>The broker's word that it has the entry: <c>basic.ack</c>.</summary>
    Confirm = (60 << 16) | 80,
}

/// <summary>
/// Stands between the services and the broker and passes on what they say, frame by frame. On the connection by which Finance fills a bank's queue it can stop
/// before an entry or before its confirm; what was stopped is passed on late, or never, as if the process had died there.
/// </summary>
public sealed class AmqpWire : IAsyncDisposable
{
    private const int StartOk = (10 << 16) | 11;
    private const int FrameHead = 7;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Uri broker;
    private readonly Task accepting;
    private Stop? stop;

    private AmqpWire(Uri broker)
    {
        this.broker = broker;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The broker's address by way of this wire.</summary>
    public Uri Address => new UriBuilder(broker) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;

    public static AmqpWire To(Uri broker) => new(broker);

    /// <summary>Stops before the frame by which the <paramref name="count"/>th entry from now on is sent, or confirmed; completes when it is there.</summary>
    public Task StopAt(WireStop kind, int count)
    {
        var armed = new Stop(kind, count);
        Volatile.Write(ref stop, armed);
        return armed.Reached.Task;
    }

    /// <summary>Whatever comes next is passed on again; connections that were stopped are closed.</summary>
    public void Drop() => Interlocked.Exchange(ref stop, null)?.Go.TrySetCanceled();

    /// <summary>What was stopped is passed on, and whatever comes next.</summary>
    public void Pass() => Interlocked.Exchange(ref stop, null)?.Go.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var passing = new List<Task>();
        try
        {
            while (true)
                passing.Add(PassAsync(await listener.AcceptTcpClientAsync(over.Token)));
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var mine = client;
        using var theirs = new TcpClient { NoDelay = true };
        mine.NoDelay = true;
        try
        {
            await theirs.ConnectAsync(broker.Host, broker.Port, over.Token);
            var line = new Line();
            await Task.WhenAny(
                PumpAsync(mine.GetStream(), theirs.GetStream(), line, fromClient: true), PumpAsync(theirs.GetStream(), mine.GetStream(), line, fromClient: false));
        }
        catch (Exception gone) when (gone is SocketException or IOException or OperationCanceledException)
        {
            // Either side has ended, or the wire.
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Line line, bool fromClient)
    {
        var frame = new byte[FrameHead];
        if (fromClient)
        {
            // "AMQP" and four bytes of version come before the first frame.
            await from.ReadExactlyAsync(frame.AsMemory(0, 4), over.Token);
            await to.WriteAsync(frame.AsMemory(0, 4), over.Token);
            await from.ReadExactlyAsync(frame.AsMemory(0, 4), over.Token);
            await to.WriteAsync(frame.AsMemory(0, 4), over.Token);
        }
        while (true)
        {
            await from.ReadExactlyAsync(frame.AsMemory(0, FrameHead), over.Token);
            var whole = FrameHead + BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(3)) + 1;
            if (frame.Length < whole)
                Array.Resize(ref frame, whole);
            await from.ReadExactlyAsync(frame.AsMemory(FrameHead, whole - FrameHead), over.Token);
            var method = frame[0] == 1 ? BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(FrameHead)) : 0;
            if (method == StartOk)
                line.FillsQueues = frame.AsSpan(0, whole).IndexOf("finance feed"u8) >= 0;
            if (line.FillsQueues && line.Entries(method, frame.AsSpan(FrameHead)) is var entries && Volatile.Read(ref stop) is { } armed && armed.Met(method, entries))
                await armed.Go.Task.WaitAsync(over.Token);
            await to.WriteAsync(frame.AsMemory(0, whole), over.Token);
        }
    }

    /// <summary>One connection.</summary>
    private sealed class Line
    {
        private readonly HashSet<long> confirmed = [];
        private long allUpTo;

        public bool FillsQueues { get; set; }

        /// <summary>How many entries a frame is about: a confirm may be of all up to one.</summary>
        public int Entries(int method, ReadOnlySpan<byte> frame)
        {
            if (method != (int)WireStop.Confirm)
                return 1;
            var (tag, multiple) = (BinaryPrimitives.ReadInt64BigEndian(frame[4..]), frame[12] != 0);
            if (!multiple)
                return confirmed.Add(tag) ? 1 : 0;
            var entries = (int)(tag - allUpTo) - confirmed.RemoveWhere(one => one <= tag);
            allUpTo = tag;
            return entries;
        }
    }

    private sealed class Stop(WireStop kind, int count)
    {
        private int left = count;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when it goes on; cancelled where it never does.</summary>
        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>It is this frame, or one of its kind after it.</summary>
        public bool Met(int method, int entries)
        {
            if (method != (int)kind || Interlocked.Add(ref left, -entries) > 0)
                return false;
            Reached.TrySetResult();
            return true;
        }
    }
}

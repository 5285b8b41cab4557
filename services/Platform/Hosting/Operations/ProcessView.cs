using System.Diagnostics;

namespace Cultivation.Hosting;

/// <summary>This process, as an operator sees it.</summary>
/// <param name="Id">Of the operating system.</param>
/// <param name="WorkingSetBytes">Memory that it holds.</param>
/// <param name="CpuSeconds">Since it started, of all cores.</param>
/// <param name="QueuedWork">Work items that wait for a thread.</param>
internal sealed record ProcessView(int Id, string Host, DateTimeOffset StartedAt, long WorkingSetBytes, double CpuSeconds, int Threads, long QueuedWork)
{
    public static ProcessView Now()
    {
        using var own = Process.GetCurrentProcess();
        return new(
            own.Id, Environment.MachineName, new DateTimeOffset(own.StartTime.ToUniversalTime()), own.WorkingSet64, own.TotalProcessorTime.TotalSeconds, ThreadPool.ThreadCount,
            ThreadPool.PendingWorkItemCount);
    }
}

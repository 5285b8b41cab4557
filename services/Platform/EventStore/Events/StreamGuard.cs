namespace Marten.Events;

/// <summary>How the stream's row is written, which decides what a concurrent writer meets.</summary>
internal enum StreamGuard
{
    /// <summary>Insert; an existing stream is a collision.</summary>
    New,

    /// <summary>Update where the version is the expected one.</summary>
    Version,

    /// <summary>Insert because the expected version is 0; an existing stream is a stale version.</summary>
    Absent,

    /// <summary>Insert or update whatever is there.</summary>
    None,
}

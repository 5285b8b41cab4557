namespace Cultivation.Criteria;

/// <summary>One fault of a file: where (JSON path from <c>$</c>) and what.</summary>
public sealed record ProgrammeFault(string Path, string Message);

/// <summary>A programme or criteria file that cannot be used, with every fault that was found.</summary>
public sealed class ProgrammeInvalid(IReadOnlyList<ProgrammeFault> errors)
    : Exception($"{errors.Count} fault(s); the first: {errors[0].Path}: {errors[0].Message}")
{
    /// <summary>In the order of the file; never empty.</summary>
    public IReadOnlyList<ProgrammeFault> Errors { get; } = errors;
}

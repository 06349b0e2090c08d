using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>The problems of one table while it is read.</summary>
internal sealed class AcpiProblemList
{
    private readonly List<AcpiProblem> _problems = [];

    public void Error(int offset, string found, string expected) =>
        _problems.Add(new AcpiProblem(AcpiSeverity.Error, offset, found, expected));

    public void Warning(int offset, string found, string expected) =>
        _problems.Add(new AcpiProblem(AcpiSeverity.Warning, offset, found, expected));

    /// <summary>The problems by offset; those at one offset in the order in which they were found.</summary>
    public ImmutableArray<AcpiProblem> InOrder() => [.. _problems.OrderBy(problem => problem.Offset)];
}

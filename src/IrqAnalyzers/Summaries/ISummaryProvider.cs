using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>
/// Tells the transfer functions what calling a method does. The provider analyzes a callee by running the same transfer functions on its body, so that
/// it belongs to a higher layer and is known here only by what it answers.
/// </summary>
internal interface ISummaryProvider
{
    ProgramFacts Program { get; }

    ContractTable Contracts { get; }

    Budget Budget { get; }

    SolverOptions Solver { get; }

    /// <summary>The result for a method whose callees may be followed down to a depth; <see langword="null"/> if it has no body here.</summary>
    BodyResult? Analyze(IMethodSymbol method, int depth, Body? body, CallStack calls);

    /// <summary>The body that a method has, for what is kept of it between compilations; <see langword="null"/> if it is among the declarations.</summary>
    BodyKey? KeyOf(IMethodSymbol method);
}

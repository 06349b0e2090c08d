using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>Evaluates expressions. The classes that handle one kind of expression evaluate its parts through it.</summary>
internal interface IEvaluator
{
    /// <summary>What an expression gives. The state becomes what it is after the expression.</summary>
    Value Evaluate(IOperation operation);

    /// <summary>Evaluates the parts of an operation that is not understood: what they give escapes, and what the operation gives is unknown.</summary>
    Value EscapeOperands(IOperation operation);
}

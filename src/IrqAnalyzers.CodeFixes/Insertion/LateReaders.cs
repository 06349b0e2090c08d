using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>
/// Recognises what asks for something that an operation brings about only later once it is held back: whether a driver is bound, for instance.
/// It would get another answer than before.
/// </summary>
internal sealed class LateReaders
{
    private const int DeepestCall = 4;

    private readonly AnalyzedDocument document;
    private readonly Violation violation;
    private readonly FactMask facts;
    private readonly CancellationToken cancellation;

    /// <param name="document">The document.</param>
    /// <param name="violation">The operation that is held back.</param>
    /// <param name="rest">The operation that does later what is held back; <see langword="null"/> if none does.</param>
    /// <param name="cancellation">Stops the work.</param>
    public LateReaders(AnalyzedDocument document, Violation violation, IMethodSymbol? rest, CancellationToken cancellation)
    {
        this.document = document;
        this.violation = violation;
        this.cancellation = cancellation;
        if (rest is null) return;
        foreach (var effect in document.Contracts.Of(rest).Effects) facts |= effect.Facts;
    }

    /// <summary>Whether a statement asks, or hands the subject to code that may ask and cannot be read.</summary>
    public bool MayRead(StatementSyntax statement) => facts != 0 && MayRead(statement, document.Model, 0);

    private bool MayRead(SyntaxNode code, SemanticModel model, int depth)
    {
        foreach (var node in code.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            switch (node)
            {
                case SimpleNameSyntax when model.GetSymbolInfo(node, cancellation).Symbol is IPropertySymbol property
                    && ((document.Contracts.Of(property).FactTest?.AnyOf ?? FactMask.None) & facts) != 0:
                    return true;
                case InvocationExpressionSyntax call
                    when model.GetOperation(call, cancellation) is IInvocationOperation invocation && MayRead(invocation, depth):
                    return true;
            }
        }

        return false;
    }

    private bool MayRead(IInvocationOperation invocation, int depth)
    {
        var method = invocation.TargetMethod.OriginalDefinition;
        var contract = document.Contracts.Of(method);
        if (((contract.FactTest?.AnyOf ?? FactMask.None) & facts) != 0) return true;
        if (contract.Footprint is not null || contract.HasFacts) return false;
        var isHandedOver = depth > 0 || IsSubject(invocation.Instance) || invocation.Arguments.Any(argument => IsSubject(argument.Value));
        if (!isHandedOver) return false;
        if (invocation.IsVirtual || depth == DeepestCall || method.DeclaringSyntaxReferences.Length != 1)
            return !document.Contracts.Known.IsDsl(method) && (depth == 0 || HandsFunctionsOn(invocation));
        var body = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var model = body.SyntaxTree == document.Model.SyntaxTree ? document.Model : document.Model.Compilation.GetSemanticModel(body.SyntaxTree);
        return MayRead(body, model, depth + 1);
    }

    // Inside a helper any function may be the subject.
    private bool HandsFunctionsOn(IInvocationOperation invocation) =>
        IsFunction(invocation.Instance?.Type) || invocation.Arguments.Any(argument => IsFunction(argument.Value.Type));

    private bool IsFunction(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, violation.Subject.Type)) return true;
        }

        return false;
    }

    private bool IsSubject(IOperation? operation) => violation.Path.Equals(SubjectPath.Of(operation));
}

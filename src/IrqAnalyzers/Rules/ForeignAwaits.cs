using System.Collections.Immutable;
using System.Globalization;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>The other half of IRQ9003: flows that await something that is not a flow, which the method builder of flows refuses.</summary>
internal sealed class ForeignAwaits
{
    private readonly KnownTypes known;

    public ForeignAwaits(KnownTypes known) => this.known = known;

    public void Analyze(BlockContext body)
    {
        if (known.Flow is null) return;
        foreach (var operation in body.Operations)
        {
            if (operation.Kind is OperationKind.Await or OperationKind.Loop or OperationKind.Using or OperationKind.UsingDeclaration) Analyze(body, operation);
        }
    }

    private void Analyze(BlockContext body, IOperation operation)
    {
        var (awaited, place) = operation switch
        {
            IAwaitOperation await => IsFlow(await) ? (null, null) : (NameOf(await.Operation.Type), await.Operation.Syntax),
            IForEachLoopOperation { IsAsynchronous: true } loop => ("await foreach", loop.Collection.Syntax),
            IUsingOperation { IsAsynchronous: true } use => ("await using", use.Resources.Syntax),
            IUsingDeclarationOperation { IsAsynchronous: true } use => ("await using", use.DeclarationGroup.Syntax),
            _ => default,
        };
        if (awaited is null || place is null || Around(body, operation) is not { IsAsync: true } method || !known.IsFlow(method.ReturnType)) return;
        var name = method.MethodKind == MethodKind.AnonymousFunction ? "lambda" : method.Name;
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Reporter.Key, KeyOf(place, method, awaited))
            .Add(Reporter.Certainty, "definite")
            .Add(Reporter.Class, "any");
        body.ReportDiagnostic(Diagnostic.Create(
            Descriptors.FlowNotAwaited, place.GetLocation(), properties,
            $"'{name}' awaits '{awaited}', which is not a flow, so the engine ends the run there."));
    }

    /// <summary>The method, local function or lambda that an operation belongs to.</summary>
    private static IMethodSymbol? Around(BlockContext body, IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol;
                case ILocalFunctionOperation local:
                    return local.Symbol;
            }
        }

        return body.OwningSymbol as IMethodSymbol;
    }

    // What the compiler calls to wait decides: an extension may make something else wait for a flow. What cannot be compiled says nothing.
    private bool IsFlow(IAwaitOperation await)
    {
        if (await.Operation.Type is null or IErrorTypeSymbol or IDynamicTypeSymbol || known.IsFlow(await.Operation.Type)) return true;
        if (await is not { SemanticModel: { } model, Syntax: AwaitExpressionSyntax syntax }) return false;
        return model.GetAwaitExpressionInfo(syntax).GetAwaiterMethod is not { } getAwaiter || known.IsDsl(getAwaiter.ReturnType);
    }

    private static string NameOf(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "?";

    private static string KeyOf(SyntaxNode place, IMethodSymbol method, string awaited)
    {
        var span = place.GetLocation().GetMappedLineSpan();
        var path = span.HasMappedPath ? span.Path : place.SyntaxTree.FilePath;
        var line = (span.StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);
        return $"{Descriptors.FlowNotAwaited.Id}|{method.ContainingType.Name}.{method.Name}|{FindingKey.FileName(path)}:{line}|{awaited}";
    }
}

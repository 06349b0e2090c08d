using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>
/// Tells whether a machine that a body returns is finished: no code of the compilation calls the method, it is only passed to other assemblies,
/// such as the engine, which cannot call it otherwise. Asked only when something is about to be reported.
/// </summary>
internal sealed class Handover
{
    private readonly Compilation compilation;
    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyCollection<IMethodSymbol>?> known = new(SymbolEqualityComparer.Default);

    public Handover(Compilation compilation) => this.compilation = compilation;

    /// <summary>Whether what a lambda returns goes to another assembly.</summary>
    public bool IsFinal(IAnonymousFunctionOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation) parent = parent.Parent;
        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var called } } && IsElsewhere(called);
    }

    /// <summary>Whether what a method returns goes to other assemblies only.</summary>
    public bool IsFinal(IMethodSymbol method, CancellationToken cancellation) => CallersOf(method, cancellation) is { Count: 0 };

    /// <summary>The methods of the project that call a method.</summary>
    /// <returns><see langword="null"/> if others may get at what it returns too, or it is used otherwise.</returns>
    public IReadOnlyCollection<IMethodSymbol>? CallersOf(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction) || method.IsOverride || method.IsVirtual || method.IsAbstract)
        {
            return null;
        }

        method = method.OriginalDefinition;
        return known.TryGetValue(method, out var callers) ? callers : known.GetOrAdd(method, Find(method, cancellation));
    }

    private HashSet<IMethodSymbol>? Find(IMethodSymbol method, CancellationToken cancellation)
    {
        if (IsVisible(method) && compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary) return null;
        if (method.ContainingType is { AllInterfaces.IsEmpty: false }) return null;
        var callers = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (tree.GetText(cancellation).ToString().IndexOf(method.Name, StringComparison.Ordinal) < 0) continue;
            SemanticModel? model = null;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (node is not SimpleNameSyntax name || name.Identifier.ValueText != method.Name) continue;
#pragma warning disable RS1030 // Whoever uses the method may be in another file; the answer is kept for the compilation.
                model ??= compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
                if (!IsAccounted(name, method, model, callers, cancellation)) return null;
            }
        }

        return callers;
    }

    private bool IsAccounted(SimpleNameSyntax name, IMethodSymbol method, SemanticModel model, HashSet<IMethodSymbol> callers, CancellationToken cancellation)
    {
        var info = model.GetSymbolInfo(name, cancellation);
        var used = info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
        if (used is null) return info.CandidateSymbols.IsEmpty;
        if (!SymbolEqualityComparer.Default.Equals(used.OriginalDefinition, method) || IsHandedOver(name, model, cancellation)) return true;
        ExpressionSyntax expression = name;
        while (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression) expression = access;
        if (expression.Parent is not InvocationExpressionSyntax call || call.Expression != expression) return false;
        if (model.GetEnclosingSymbol(name.SpanStart, cancellation) is not IMethodSymbol { MethodKind: MethodKind.Ordinary } caller) return false;
        callers.Add(caller.OriginalDefinition);
        return true;
    }

    // 'Build' or '() => Build()' as an argument of a call into another assembly.
    private bool IsHandedOver(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax expression = name;
        while (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression) expression = access;
        if (expression.Parent is InvocationExpressionSyntax call && call.Expression == expression)
        {
            if (call.Parent is not ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: 0 } lambda || lambda.Body != call) return false;
            expression = lambda;
        }

        return expression.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax receiver } }
            && model.GetSymbolInfo(receiver, cancellation).Symbol is IMethodSymbol called && IsElsewhere(called);
    }

    private bool IsElsewhere(IMethodSymbol called) => !SymbolEqualityComparer.Default.Equals(called.ContainingAssembly, compilation.Assembly);

    private static bool IsVisible(ISymbol symbol)
    {
        if (symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction }) return false;
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal) return false;
        }

        return true;
    }
}

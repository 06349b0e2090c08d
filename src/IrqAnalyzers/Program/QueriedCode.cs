using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// Whether the code that delegates of a type stand for only asks, as the predicates of a table do. Looked for only where a delegate is called of which
/// nothing else is known.
/// </summary>
internal sealed class QueriedCode
{
    private const int MaximumNesting = 4;

    private readonly Compilation compilation;
    private readonly ContractTable contracts;
    private readonly Creations models;
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> known = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Outline> outline;
    private readonly Lazy<HashSet<string>> acting;

    public QueriedCode(Compilation compilation, ContractTable contracts, Creations models)
    {
        this.compilation = compilation;
        this.contracts = contracts;
        this.models = models;
        outline = new(() => new(compilation));
        acting = new(ActingNames);
    }

    /// <summary>
    /// Whether all lambdas and methods of the project that become a delegate of a type only ask. What gives no answer is there to do something. Where the
    /// project has none, a delegate that answers yes or no is taken for a question.
    /// </summary>
    public bool OnlyAsks(INamedTypeSymbol @delegate, CancellationToken cancellation) =>
        known.TryGetValue(@delegate, out var found) ? found : known.GetOrAdd(@delegate, Find(@delegate, cancellation));

    private bool Find(INamedTypeSymbol @delegate, CancellationToken cancellation)
    {
        if (@delegate.DelegateInvokeMethod is not { ReturnsVoid: false } invoke || IsAwaited(invoke.ReturnType)) return false;
        foreach (var parameter in invoke.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In)) return false;
        }

        var hasCode = false;
        foreach (var lambda in outline.Value.Lambdas)
        {
            if (CountOf(lambda) != invoke.Parameters.Length) continue;
            var acts = Acts(lambda.Body, 0);
            if ((!acts && hasCode) || !IsOf(lambda, @delegate, cancellation)) continue;
            if (acts) return false;
            hasCode = true;
        }

        foreach (var methods in outline.Value.Methods)
        {
            if (!outline.Value.Groups.Contains(methods.Key)) continue;
            foreach (var method in methods.Value)
            {
                if (method.ParameterList.Parameters.Count != invoke.Parameters.Length || !IsAlike(method, invoke, cancellation)) continue;
                if (Acts(method, 0)) return false;
                hasCode = true;
            }
        }

        return hasCode || invoke.ReturnType.SpecialType == SpecialType.System_Boolean;
    }

    private static bool IsAwaited(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers("GetAwaiter"))
        {
            if (member is IMethodSymbol { Parameters.IsEmpty: true }) return true;
        }

        return false;
    }

    // -1: any number.
    private static int CountOf(AnonymousFunctionExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax => 1,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: var count } => count,
        AnonymousMethodExpressionSyntax { ParameterList.Parameters.Count: var count } => count,
        _ => -1,
    };

    private bool IsOf(AnonymousFunctionExpressionSyntax lambda, INamedTypeSymbol @delegate, CancellationToken cancellation) =>
        models.ModelOf(lambda.SyntaxTree).GetTypeInfo(lambda, cancellation).ConvertedType is not INamedTypeSymbol { TypeKind: TypeKind.Delegate } type
        || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, @delegate.OriginalDefinition);

    private bool IsAlike(MethodDeclarationSyntax declaration, IMethodSymbol invoke, CancellationToken cancellation)
    {
        if (models.ModelOf(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) is not { } method) return false;
        if (method.ReturnsVoid) return false;
        for (var place = 0; place < method.Parameters.Length; place++)
        {
            if (!compilation.ClassifyCommonConversion(invoke.Parameters[place].Type, method.Parameters[place].Type).IsImplicit) return false;
        }

        return true;
    }

    // By its text: it assigns something, waits, or calls what does something to objects of the DSL, by whatever name.
    private bool Acts(SyntaxNode code, int nesting)
    {
        foreach (var node in code.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax, Left: not IdentifierNameSyntax { Identifier.ValueText: "_" } } or AwaitExpressionSyntax:
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }:
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression }:
                    return true;
                case SimpleNameSyntax name when acting.Value.Contains(name.Identifier.ValueText):
                    return true;
                case SimpleNameSyntax { Identifier.ValueText: var called } when outline.Value.Methods.TryGetValue(called, out var methods):
                    if (nesting == MaximumNesting || ActsAny(methods, nesting)) return true;
                    break;
            }
        }

        return false;
    }

    private bool ActsAny(List<MethodDeclarationSyntax> methods, int nesting)
    {
        foreach (var method in methods)
        {
            if (method.Body is null && method.ExpressionBody is null) return true;
            if (Acts(method, nesting + 1)) return true;
        }

        return false;
    }

    private HashSet<string> ActingNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Collect(contracts.Known.Assembly.GlobalNamespace, names);
        Collect(compilation.Assembly.GlobalNamespace, names);
        return names;
    }

    private void Collect(INamespaceOrTypeSymbol container, HashSet<string> names)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner) Collect(inner, names);
            else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && contracts.Of(method).Effects.Length > 0) names.Add(method.Name);
        }
    }

    /// <summary>The lambdas, the methods by name, and the names that stand for methods and are not called.</summary>
    private sealed class Outline
    {
        public Outline(Compilation compilation)
        {
            foreach (var tree in compilation.SyntaxTrees)
            {
                foreach (var node in tree.GetRoot().DescendantNodes()) Note(node);
            }
        }

        public List<AnonymousFunctionExpressionSyntax> Lambdas { get; } = new();

        public Dictionary<string, List<MethodDeclarationSyntax>> Methods { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Groups { get; } = new(StringComparer.Ordinal);

        private void Note(SyntaxNode node)
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax lambda:
                    Lambdas.Add(lambda);
                    break;
                case MethodDeclarationSyntax { Identifier.ValueText: var name } method:
                    if (!Methods.TryGetValue(name, out var methods)) Methods.Add(name, methods = new());
                    methods.Add(method);
                    break;
                case SimpleNameSyntax { Identifier.ValueText: var name } group when !IsCalled(group):
                    Groups.Add(name);
                    break;
            }
        }

        private static bool IsCalled(SimpleNameSyntax name)
        {
            ExpressionSyntax called = name;
            if (called.Parent is MemberAccessExpressionSyntax access && access.Name == name) called = access;
            return called.Parent is InvocationExpressionSyntax call && call.Expression == called;
        }
    }
}

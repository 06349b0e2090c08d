using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqModel.Generator;

/// <summary>Finds the calls of methods with contracts, and tells those that an interceptor can stand in for from the others.</summary>
internal sealed class CallSearch
{
    private readonly Compilation compilation;
    private readonly WrittenContracts written;

    public CallSearch(Compilation compilation, WrittenContracts written)
    {
        this.compilation = compilation;
        this.written = written;
    }

    /// <summary>The calls that are checked.</summary>
    public List<CheckedCall> Calls { get; } = new();

    /// <summary>The calls that are not.</summary>
    public List<UnseenCall> Unseen { get; } = new();

    /// <summary>Looks through the whole project.</summary>
    public CallSearch Find(CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            SemanticModel? model = null;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (node is SimpleNameSyntax { Identifier.ValueText: var name } called && written.Names.Contains(name))
                    Visit(called, model ??= compilation.GetSemanticModel(tree), cancellation);
                else if (node is BaseObjectCreationExpressionSyntax creation)
                    Visit(creation, ref model, tree, cancellation);
            }
        }

        return this;
    }

    private void Visit(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        if (name.FirstAncestorOrSelf<AttributeSyntax>() is not null) return;
        if (model.GetSymbolInfo(name, cancellation).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } method)
        {
            return;
        }

        if (!written.Has(method) || IsNameOf(name, model, cancellation)) return;
        var whole = Whole(name);
        if (whole.Parent is not InvocationExpressionSyntax call || call.Expression != whole)
            Unseen.Add(new(method, name.GetLocation(), "it goes through a delegate; call it directly, for instance in a lambda"));
        else if (WhyNot(method, call) is { } why)
            Unseen.Add(new(method, call.GetLocation(), why));
        else if (model.GetInterceptableLocation(call, cancellation) is { } location)
            Add(method, call, location.GetInterceptsLocationAttributeSyntax());
        else
            Unseen.Add(new(method, call.GetLocation(), "the compiler lets nothing stand in for it"));
    }

    private void Visit(BaseObjectCreationExpressionSyntax creation, ref SemanticModel? model, SyntaxTree tree, CancellationToken cancellation)
    {
        if (creation is ObjectCreationExpressionSyntax { Type: var type } && !written.Names.Contains(LastName(type))) return;
        model ??= compilation.GetSemanticModel(tree);
        if (model.GetSymbolInfo(creation, cancellation).Symbol is not IMethodSymbol constructor || !written.Has(constructor)) return;
        var contract = written.Contracts.Of(constructor);
        if (!contract.Requires.IsEmpty || contract.Effects.Any(static effect => effect.Subject >= 0))
            Unseen.Add(new(constructor, creation.GetLocation(), "it makes an object; put the contract on a method that the constructor or its callers call"));
    }

    private void Add(IMethodSymbol method, InvocationExpressionSyntax call, string location)
    {
        var at = call.SyntaxTree.GetMappedLineSpan(new TextSpan(call.ArgumentList.OpenParenToken.SpanStart, 0));
        var path = at.HasMappedPath ? at.Path : call.SyntaxTree.FilePath;

        // The compiler maps paths of callers, so that builds are the same wherever they are made.
        var file = compilation.Options.SourceReferenceResolver?.NormalizePath(path, at.HasMappedPath ? call.SyntaxTree.FilePath : null) ?? path;
        Calls.Add(new(WrittenContracts.DefinitionOf(method), method.MethodKind == MethodKind.ReducedExtension, location, file, at.StartLinePosition.Line + 1));
    }

    /// <summary>Why nothing can stand in for a call; <see langword="null"/> if something can.</summary>
    private string? WhyNot(IMethodSymbol method, InvocationExpressionSyntax call)
    {
        if (call.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax }) return "it is one of the base class, past overrides";
        var definition = WrittenContracts.DefinitionOf(method);
        if (!compilation.IsSymbolAccessibleWithin(definition, compilation.Assembly) || IsHidden(definition.ContainingType))
            return "nothing outside of its class may call it; make it, and the types that it names, internal or public";
        if (definition.ContainingType.IsValueType && !definition.IsStatic) return "it is one of a structure, and facts belong to objects";
        if (definition.ReturnsByRef || definition.ReturnsByRefReadonly || definition.ReturnType.IsRefLikeType) return "it returns a reference or a span";
        foreach (var parameter in definition.Parameters)
        {
            if (IsHidden(parameter.Type) || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
                return $"the type of its parameter '{parameter.Name}' cannot be named elsewhere; make it internal or public";
        }

        if (IsHidden(definition.ReturnType)) return "the type that it returns cannot be named elsewhere; make it internal or public";
        var names = TypeParameters.Of(definition).Select(static parameter => parameter.Name).ToList();
        return names.Distinct().Count() < names.Count ? "its type parameters have the names of those of its class" : null;
    }

    private bool IsHidden(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsHidden(array.ElementType),
        INamedTypeSymbol named => named.IsFileLocal || !compilation.IsSymbolAccessibleWithin(named.OriginalDefinition, compilation.Assembly)
            || named.TypeArguments.Any(IsHidden) || (named.ContainingType is { } outer && IsHidden(outer)),
        _ => false,
    };

    private static bool IsNameOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var outer in name.Ancestors())
        {
            if (outer is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } operation
                && operation.Expression != name)
                return model.GetConstantValue(operation, cancellation).HasValue;
            if (outer is StatementSyntax or MemberDeclarationSyntax) return false;
        }

        return false;
    }

    private static ExpressionSyntax Whole(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding when binding.Name == name => binding,
        _ => name,
    };

    private static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => string.Empty,
    };
}

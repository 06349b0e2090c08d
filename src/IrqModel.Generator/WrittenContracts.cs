using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqModel.Generator;

/// <summary>Which methods have contracts that a model writes, in attributes or in files; those of the DSL the engine knows itself.</summary>
internal sealed class WrittenContracts
{
    // Every project that refers to the engine has these, and none of them has contracts but the DSL.
    private static readonly HashSet<string> OwnAssemblies = new(StringComparer.Ordinal)
    {
        "IrqModel", "IrqModel.Engine", "IrqModel.Hosts", "IrqModel.Firmware", "IrqModel.Testing",
    };

    private readonly Compilation compilation;
    private readonly Dictionary<IMethodSymbol, List<FileContract>> fromFiles = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, bool> known = new(SymbolEqualityComparer.Default);

    public WrittenContracts(Compilation compilation, ContractTable contracts)
    {
        this.compilation = compilation;
        Contracts = contracts;
    }

    public ContractTable Contracts { get; }

    /// <summary>The names of the methods; a call with another name needs no look.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a file of contracts. What is wrong with it the analyzers say.</summary>
    public void Read(SourceText text) => new ContractFile(compilation, Contracts, static _ => null, Add, static (_, _) => { }).Read(text);

    /// <summary>Looks for contracts in the project and in libraries; tells whether there are any.</summary>
    public bool Search(CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)))
            {
                if (node is AttributeSyntax { Name: var name } attribute && IsContract(NameOf(name)) && MemberOf(attribute) is { } member) Names.Add(member);
            }
        }

        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!OwnAssemblies.Contains(assembly.Name) && !Contracts.Known.Foreign.Contain(assembly)) Search(assembly.GlobalNamespace, cancellation);
        }

        return Names.Count > 0;
    }

    /// <summary>Whether a method has contracts of a model's own.</summary>
    public bool Has(IMethodSymbol method)
    {
        method = DefinitionOf(method);
        if (known.TryGetValue(method, out var answer)) return answer;
        answer = FromFiles(method).Count > 0;
        foreach (var declaration in Declarations.Of(method)) answer |= !Contracts.Known.IsDsl(declaration) && IsWritten(declaration);
        return known[method] = answer;
    }

    /// <summary>What files say about a method.</summary>
    public IReadOnlyList<FileContract> FromFiles(IMethodSymbol method) =>
        fromFiles.TryGetValue(DefinitionOf(method), out var contracts) ? contracts : Array.Empty<FileContract>();

    /// <summary>The declaration that a call leads to, whatever it gives for type parameters.</summary>
    public static IMethodSymbol DefinitionOf(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialDefinitionPart ?? method;
    }

    private void Add(IMethodSymbol method, FileContract contract)
    {
        if (!fromFiles.TryGetValue(method, out var contracts)) fromFiles.Add(method, contracts = new());
        contracts.Add(contract);
        Names.Add(method.Name);
        Contracts.Add(method, contract);
    }

    private void Search(INamespaceOrTypeSymbol container, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner) Search(inner, cancellation);
            else if (member is IMethodSymbol { DeclaredAccessibility: not Accessibility.Private } method && IsWritten(method)) Names.Add(method.Name);
        }
    }

    private bool IsWritten(IMethodSymbol declaration)
    {
        foreach (var attribute in declaration.GetAttributes())
        {
            if (IsChecked(Contracts.Known.RoleOf(attribute))) return true;
        }

        foreach (var parameter in declaration.Parameters)
        {
            foreach (var attribute in parameter.GetAttributes())
            {
                if (IsChecked(Contracts.Known.RoleOf(attribute))) return true;
            }
        }

        return false;
    }

    private static bool IsChecked(AttributeRole role) => role is AttributeRole.Requires or AttributeRole.RequiresAbsent or AttributeRole.WrongIf
        or AttributeRole.Ensures or AttributeRole.Revokes or AttributeRole.LeavesWith or AttributeRole.LeavesWithout;

    private static bool IsContract(string name)
    {
        if (name.EndsWith("Attribute", StringComparison.Ordinal)) name = name.Substring(0, name.Length - "Attribute".Length);
        return Enum.TryParse<AttributeRole>(name, out var role) && IsChecked(role);
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => string.Empty,
    };

    private static string? MemberOf(AttributeSyntax attribute)
    {
        for (SyntaxNode? node = attribute.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case MethodDeclarationSyntax method: return method.Identifier.ValueText;
                case ConstructorDeclarationSyntax constructor: return constructor.Identifier.ValueText;
                case TypeDeclarationSyntax type: return type.Identifier.ValueText;
                case LocalFunctionStatementSyntax or LambdaExpressionSyntax or BasePropertyDeclarationSyntax: return null;
            }
        }

        return null;
    }
}

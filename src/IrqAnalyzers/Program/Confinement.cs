using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// New objects that only one local leads to, as the guards of <c>using</c> statements: members of the local are used and nothing else is done with it, and the
/// class hands its own object to nobody. Another flow cannot change what such an object holds.
/// </summary>
internal sealed class Confinement
{
    private readonly ProgramFacts program;
    private readonly ConcurrentDictionary<SyntaxNode, bool> known = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> discreet = new(SymbolEqualityComparer.Default);

    public Confinement(ProgramFacts program) => this.program = program;

    /// <summary>Whether the body does nothing with an object but use members of the local that it is put into.</summary>
    /// <param name="creation">The expression that makes the object.</param>
    /// <param name="type">Its class.</param>
    /// <param name="body">The body that it is in.</param>
    public bool StaysIn(SyntaxNode creation, INamedTypeSymbol type, Body body) =>
        program.IsOwn(type) && !body.HasInnerCode && (known.TryGetValue(creation, out var found) ? found : known.GetOrAdd(creation, StaysIn(creation, type, body.Syntax)));

    /// <summary>Whether a class never passes its own object on.</summary>
    public bool IsDiscreet(INamedTypeSymbol type, CancellationToken cancellation) =>
        discreet.TryGetValue(type, out var found) ? found : discreet.GetOrAdd(type, FindDiscreet(type, cancellation));

    private static bool StaysIn(SyntaxNode creation, INamedTypeSymbol type, SyntaxNode body)
    {
        if (creation.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax or UsingStatementSyntax } local }) return false;
        foreach (var node in body.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == local.Identifier.ValueText && !IsOwnerOfMember(name, type)) return false;
        }

        return true;
    }

    private static bool IsOwnerOfMember(IdentifierNameSyntax name, INamedTypeSymbol type)
    {
        if (name.Parent is not MemberAccessExpressionSyntax access) return false;

        // Something else's member has the same name.
        if (access.Name == name) return true;
        return access.Parent is InvocationExpressionSyntax || !IsMethod(access.Name, type);
    }

    private static bool FindDiscreet(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type is not { TypeKind: TypeKind.Class, IsGenericType: false, BaseType.SpecialType: SpecialType.System_Object }) return false;
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
            {
                switch (node)
                {
                    case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax:
                    case ThisExpressionSyntax { Parent: not MemberAccessExpressionSyntax }:
                    case SimpleNameSyntax { Parent: not InvocationExpressionSyntax and not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } } name when IsMethod(name, type):
                        return false;
                }
            }
        }

        return true;
    }

    private static bool IsMethod(SimpleNameSyntax name, INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers(name.Identifier.ValueText))
        {
            if (member is IMethodSymbol) return true;
        }

        return false;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>What the constructors of a type, and those who create objects of it, assign to one of its members, as the syntax shows it.</summary>
internal sealed class ConstructorAssignments
{
    private readonly ISymbol member;
    private readonly List<ExpressionSyntax> values = new();
    private readonly HashSet<SyntaxNode> declarations = new();
    private readonly HashSet<ConstructorDeclarationSyntax> assigning = new();

    private ConstructorAssignments(ISymbol member) => this.member = member;

    /// <summary>What they assign.</summary>
    public IReadOnlyList<ExpressionSyntax> Values => values;

    /// <summary>Whether there are constructors and each assigns the member on every way through it, so that the initializer does not count.</summary>
    public bool AlwaysAssign { get; private set; }

    /// <summary>The assignments; <see langword="null"/> if other code assigns the member too, or in a way that is not looked into.</summary>
    /// <param name="member">The member.</param>
    /// <param name="places">Where it may be assigned.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public static ConstructorAssignments? Of(ISymbol member, IEnumerable<IdentifierNameSyntax> places, CancellationToken cancellation)
    {
        var found = new ConstructorAssignments(member);
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences) found.declarations.Add(reference.GetSyntax(cancellation));
        foreach (var place in places)
        {
            if (!found.Collect(place)) return null;
        }

        var (hasConstructors, alwaysAssign) = (false, true);
        foreach (var declaration in found.declarations)
        {
            foreach (var part in declaration.ChildNodes())
            {
                if (part is not ConstructorDeclarationSyntax constructor || !found.Constructs(constructor)) continue;
                hasConstructors = true;
                alwaysAssign &= found.assigning.Contains(constructor) || constructor.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer);
            }
        }

        found.AlwaysAssign = hasConstructors && alwaysAssign;
        return found;
    }

    private bool Collect(IdentifierNameSyntax place)
    {
        if (AssignedNames.PlainAssignment(place) is not { } assignment) return false;
        if (assignment.Parent is InitializerExpressionSyntax)
        {
            values.Add(assignment.Right);
            return true;
        }

        if (ConstructorOf(assignment) is not { } constructor) return false;
        if (assignment.Left is IdentifierNameSyntax && HasParameter(constructor)) return true;
        if (!declarations.Contains(constructor.Parent!) || !Constructs(constructor)) return false;
        values.Add(assignment.Right);
        if (assignment.Parent is ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax } } or ArrowExpressionClauseSyntax) assigning.Add(constructor);
        return true;
    }

    private bool Constructs(ConstructorDeclarationSyntax constructor) => constructor.Modifiers.Any(SyntaxKind.StaticKeyword) == member.IsStatic;

    // What a lambda assigns it assigns at any time.
    private static ConstructorDeclarationSyntax? ConstructorOf(SyntaxNode assignment)
    {
        foreach (var around in assignment.Ancestors())
        {
            if (around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) return around as ConstructorDeclarationSyntax;
        }

        return null;
    }

    private bool HasParameter(ConstructorDeclarationSyntax constructor)
    {
        foreach (var parameter in constructor.ParameterList.Parameters)
        {
            if (parameter.Identifier.ValueText == member.Name) return true;
        }

        return false;
    }
}

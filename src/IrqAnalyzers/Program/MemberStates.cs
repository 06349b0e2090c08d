using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// Members that are part of the program's state: methods assign them, so that what they hold is what the project has done before. What is no state is a
/// setting: only initializers, constructors and accessors that take what they are given assign it.
/// </summary>
internal sealed class MemberStates
{
    // A setter assigns the field that another property is kept in.
    private const int MaximumNesting = 2;

    private readonly Creations creations;
    private readonly Assignments assignments;
    private readonly CancellationToken cancellation;

    public MemberStates(Creations creations, Assignments assignments, CancellationToken cancellation)
    {
        this.creations = creations;
        this.assignments = assignments;
        this.cancellation = cancellation;
    }

    /// <summary>Whether code beyond the places was looked at.</summary>
    public bool IsProjectWide { get; private set; }

    /// <summary>Whether a member is one that is assigned at some places.</summary>
    public bool AreAssignedAt(IEnumerable<IdentifierNameSyntax> places) => AreAssignedAt(places, MaximumNesting);

    private bool AreAssignedAt(IEnumerable<IdentifierNameSyntax> places, int depth)
    {
        foreach (var place in places)
        {
            if (IsPartOfRun(place, depth)) return true;
        }

        return false;
    }

    private bool IsPartOfRun(IdentifierNameSyntax place, int depth)
    {
        var assignment = AssignedNames.PlainAssignment(place);
        if (assignment?.Parent is InitializerExpressionSyntax) return false;
        var around = CodeAround(place);
        if (around is ConstructorDeclarationSyntax) return false;
        if (assignment?.Right is not IdentifierNameSyntax { Identifier.ValueText: "value" }) return true;
        if (around is not AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property }) return true;

        // What a setter is given is a setting, if that is one.
        IsProjectWide = true;
        return depth > 0 && creations.ModelOf(property.SyntaxTree).GetDeclaredSymbol(property, cancellation) is { } set
            && AreAssignedAt(assignments.Of(set.Name, cancellation).Where(Means), depth - 1);

        bool Means(IdentifierNameSyntax name) =>
            SymbolEqualityComparer.Default.Equals(creations.ModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition, set);
    }

    // What a lambda or a local function does somebody runs.
    private static SyntaxNode? CodeAround(SyntaxNode node)
    {
        foreach (var around in node.Ancestors())
        {
            if (around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or MemberDeclarationSyntax) return around;
        }

        return null;
    }
}

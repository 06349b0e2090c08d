using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Constructors that stand in the head of a type: records keep their parameters in properties, classes in the parameters themselves.
/// </summary>
internal sealed class PrimaryConstructors(BodyContext context, Assignments assignments, ICallDispatcher dispatcher)
{
    private readonly CancellationToken cancellation = context.Cancellation;
    private readonly ProgramFacts program = context.Program;

    /// <summary>Puts the arguments where the members of the new object find them; tells whether the constructor is of that sort.</summary>
    public bool ConstructPrimarily(IOperation site, IMethodSymbol constructor, Value created, Value[] arguments)
    {
        if (constructor.DeclaringSyntaxReferences.Length != 1) return false;
        if (constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not TypeDeclarationSyntax head) return false;
        if (head.BaseList is { Types: { Count: > 0 } types } && types[0] is PrimaryConstructorBaseTypeSyntax based && !ConstructBase(site, constructor, based, created, arguments)) return false;
        foreach (var parameter in constructor.OriginalDefinition.Parameters)
        {
            var given = arguments[parameter.Ordinal];
            var isPlain = given.Objects.Length == 0;
            if (isPlain && given is { Boolean: Tri.Unknown, IsNull: Tri.Unknown, Scalar: null, Truth: null, Nullness: null, IsFree: true }) continue;
            assignments.AssignMember(created, parameter, given);
            foreach (var member in constructor.ContainingType.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false } && IsMadeOf(member, parameter)) assignments.AssignMember(created, member, given);
            }
        }

        return true;
    }

    /// <summary>Hands arguments on to the constructor of the base class; tells whether it is known what becomes of them.</summary>
    private bool ConstructBase(IOperation site, IMethodSymbol constructor, PrimaryConstructorBaseTypeSyntax based, Value created, Value[] arguments)
    {
        var given = based.ArgumentList.Arguments;
        var values = new Value[given.Count];
        for (var index = 0; index < values.Length; index++)
        {
            if (given[index].NameColon is not null || HandedOn(given[index].Expression, constructor, arguments) is not { } value) return false;
            values[index] = value;
        }

        IMethodSymbol? called = null;
        foreach (var candidate in constructor.ContainingType.BaseType!.InstanceConstructors)
        {
            if (candidate.Parameters.Length != values.Length) continue;
            if (called is not null) return false;
            called = candidate;
        }

        if (called is null) return false;
        if (!program.IsOwn(called)) return !Array.Exists(values, static value => value.Objects.Length > 0);
        if (!called.IsImplicitlyDeclared && !ConstructPrimarily(site, called, created, values))
            dispatcher.Call(new(site, called, null, created, values, new IOperation?[values.Length], isVirtual: false));
        return true;
    }

    // An argument that is one of the parameters, or none of them.
    private static Value? HandedOn(ExpressionSyntax expression, IMethodSymbol constructor, Value[] arguments)
    {
        foreach (var inner in expression.DescendantNodesAndSelf())
        {
            if (inner is not IdentifierNameSyntax name) continue;
            foreach (var parameter in constructor.Parameters)
            {
                if (parameter.Name != name.Identifier.ValueText) continue;
                if (ReferenceEquals(name, expression)) return arguments[parameter.Ordinal];
                if (arguments[parameter.Ordinal].Objects.Length > 0 || arguments[parameter.Ordinal].MayRuleOut) return null;
            }
        }

        return Value.Free;
    }

    private bool IsMadeOf(ISymbol member, IParameterSymbol parameter)
    {
        if (member.DeclaringSyntaxReferences.Length != 1) return false;
        return member.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            ParameterSyntax positional => positional.Identifier.ValueText == parameter.Name,
            VariableDeclaratorSyntax { Initializer.Value: IdentifierNameSyntax name } => name.Identifier.ValueText == parameter.Name,
            PropertyDeclarationSyntax { Initializer.Value: IdentifierNameSyntax name } => name.Identifier.ValueText == parameter.Name,
            _ => false,
        };
    }
}

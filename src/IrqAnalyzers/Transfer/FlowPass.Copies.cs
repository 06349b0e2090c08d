using IrqAnalyzers.Domains;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Copies of objects: another object, whose members hold the same.</summary>
internal sealed partial class FlowPass
{
    /// <summary>What the compiler calls the method that copies a record.</summary>
    private const string CloneName = "<Clone>$";

    /// <summary>What <c>with</c> makes of a record before it assigns members.</summary>
    private Value Clone(IInvocationOperation invocation, Value original)
    {
        if (invocation.Type is not INamedTypeSymbol type || HasOwnCopying(type))
        {
            Escape(original);
            return Found(invocation, invocation.Type, 0);
        }

        return Copy(invocation, type, original);
    }

    /// <summary>A value of a structure is copied where it is stored, unless nobody else has it.</summary>
    private Value Owned(Value value, IOperation source, IOperation site)
    {
        if (value.Objects.Length == 0 || source.Type is not INamedTypeSymbol type) return value;
        if (IsNullable(type) && type.TypeArguments[0] is INamedTypeSymbol underlying) type = underlying;
        if (!program.IsOwnStruct(type)) return value;
        foreach (var id in value.Objects)
        {
            if (table[id].Origin != ObjectOrigin.Site || state.Holds(id)) return Copy(site, type, value);
        }

        return value;
    }

    private static bool IsNullable(INamedTypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>What a callee does to a structure that it gets by value it does to a copy.</summary>
    private Value? BoundTo(AbstractObject formal, Value? value, Summary summary, CallBinding call)
    {
        if (value is null || formal.Symbol is not IParameterSymbol { RefKind: RefKind.None, Type: INamedTypeSymbol type } parameter || !program.IsOwnStruct(type)) return value;
        if (parameter.Ordinal >= call.Operands.Length || call.Operands[parameter.Ordinal] is not { Parent: IArgumentOperation argument }) return value;
        foreach (var variable in summary.Assigned)
        {
            if (variable.Owner?.Id == formal.Id) return Copy(argument, type, value);
        }

        return value;
    }

    private Value Copy(IOperation site, INamedTypeSymbol type, Value original)
    {
        var copy = Found(site, type, 0).WithNull(Tri.False);
        if (copy.Single < 0) return copy;
        if (original.Single >= 0 && exactTypes.TryGetValue(original.Single, out var exact)) exactTypes[copy.Single] = exact;
        CopyMembers(original, table[copy.Single], type, site);
        return copy;
    }

    private void CopyMembers(Value original, AbstractObject copy, INamedTypeSymbol type, IOperation site)
    {
        for (INamedTypeSymbol? current = type; current is not null && !program.IsForeign(current.ContainingAssembly); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member.IsStatic || Variable.TypeOf(member) is not { } held) continue;
                if (member is IFieldSymbol { IsImplicitlyDeclared: false } || (member is IPropertySymbol property && program.IsStable(property)))
                    AssignMember(copy, member, ReadMember(original, member, held, site));
            }
        }

        // Parameters of a constructor in the head of the type are members too.
        if (original.Single < 0) return;
        for (var index = 0; index < state.ValueCount; index++)
        {
            var variable = table.VariableAt(index);
            if (variable is { IsMember: true, Symbol: IParameterSymbol parameter } && variable.Owner?.Id == original.Single && state.ValueOf(variable) is { } value)
                AssignMember(copy, parameter, value);
        }
    }

    private static bool HasOwnCopying(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor is { IsImplicitlyDeclared: false, Parameters.Length: 1 } && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type))
                return true;
        }

        return false;
    }
}

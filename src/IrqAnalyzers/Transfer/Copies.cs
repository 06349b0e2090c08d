using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Copies of objects: another object, whose members hold the same. A structure is copied where it is stored, a record by <c>with</c>.
/// </summary>
internal sealed class Copies(BodyContext context, Cursor at, Heap heap)
{
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    /// <summary>A value of a structure is copied where it is stored, unless it is stored nowhere else.</summary>
    public Value Owned(Value value, IOperation source, IOperation site)
    {
        if (value.Objects.Length == 0 || source.Type is not INamedTypeSymbol type) return value;
        if (IsNullable(type) && type.TypeArguments[0] is INamedTypeSymbol underlying) type = underlying;
        if (!program.IsOwnStruct(type)) return value;
        foreach (var id in value.Objects)
        {
            if (table[id].Origin != ObjectOrigin.Site || at.State.Holds(id)) return Copy(site, type, value);
        }

        return value;
    }

    /// <summary>What a callee does to a structure that it gets by value it does to a copy.</summary>
    public Value? BoundTo(AbstractObject formal, Value? value, Summary summary, CallSite call)
    {
        if (value is null || formal.Symbol is not IParameterSymbol { RefKind: RefKind.None, Type: INamedTypeSymbol type } parameter || !program.IsOwnStruct(type)) return value;
        if (parameter.Ordinal >= call.Operands.Length || call.Operands[parameter.Ordinal] is not { Parent: IArgumentOperation argument }) return value;
        foreach (var variable in summary.Assigned)
        {
            if (variable.Owner?.Id == formal.Id) return Copy(argument, type, value);
        }

        return value;
    }

    public Value Copy(IOperation site, INamedTypeSymbol type, Value original)
    {
        var copy = heap.Found(site, type, 0).WithNull(Tri.False);
        if (copy.Single < 0) return copy;
        if (original.Single >= 0 && heap.ExactTypes.TryGetValue(original.Single, out var exact)) heap.ExactTypes[copy.Single] = exact;
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
                    heap.AssignMember(copy, member, heap.ReadMember(original, member, held, site));
            }
        }

        // Parameters of a constructor in the head of the type are members too.
        if (original.Single < 0) return;
        for (var index = 0; index < at.State.ValueCount; index++)
        {
            var variable = table.VariableAt(index);
            if (variable is { IsMember: true, Symbol: IParameterSymbol parameter } && variable.Owner?.Id == original.Single && at.State.ValueOf(variable) is { } value)
                heap.AssignMember(copy, parameter, value);
        }
    }
}

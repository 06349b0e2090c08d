using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Notes the parameters whose values decide what the body does: the body is analyzed once more for what a call knows of them.
/// </summary>
internal sealed class ParameterUse(BodyContext context, Cursor at)
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly ObjectTable table = context.Table;
    private readonly TestedSymbols tested = context.Tested;

    public void NoteConsulted(Value value)
    {
        if (value.Scalar is { Source: >= 0 and var source } && table.VariableAt(source).Symbol is { } symbol) NoteConsulted(symbol);
    }

    /// <summary>A test asks for some values of a member that is as it was when the body was entered.</summary>
    public void NoteAsked(Variable variable, Scalar range)
    {
        if (variable is { IsMember: true, Owner: { } owner, Symbol: { } member } && at.State.ValueOf(variable) is null) builder.AddSelecting(owner, member, range);
    }

    public void NoteConsulted(ISymbol symbol)
    {
        if (body.IsOwn(symbol)) builder.AddSelecting((IParameterSymbol)symbol);
    }

    // An error code in what is given back is a test of the caller's, as one that is given back plainly.
    public void NoteGivenBack(IOperation made, IReadOnlyList<IOperation?> contents)
    {
        var given = made;
        while (given.Parent is IConversionOperation) given = given.Parent;
        if (!ReferenceEquals(given, at.Block.BranchValue) || !Returns(at.Block)) return;
        foreach (var content in contents)
        {
            if (content is IParameterReferenceOperation { Parameter: var parameter } && parameter.Type.SpecialType != SpecialType.System_String && TestedSymbols.IsScalar(parameter.Type))
                NoteConsulted(parameter);
        }
    }

    public void NoteTestedInOtherWays()
    {
        if (body.Method is not { } method) return;
        foreach (var parameter in method.Parameters)
        {
            if (tested.IsTestedInOtherWays(parameter)) NoteConsulted(parameter);
        }
    }

    // What is handed on selects here what it selects there.
    public void NoteHandedOn(IOperation operand)
    {
        while (operand is IConversionOperation { OperatorMethod: null } conversion) operand = conversion.Operand;
        if (operand is IParameterReferenceOperation { Parameter: var parameter }) NoteConsulted(parameter);
    }
}

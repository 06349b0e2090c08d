using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Delegates in fields, where all the code that they may stand for is known.</summary>
internal sealed partial class FlowPass
{
    /// <summary>Whether code is applied that comes from another body: what it has of its own is not known here.</summary>
    private bool isDetached;

    /// <summary>
    /// Calls what a field holds; <see langword="null"/> if that is not known. Where other assemblies may hand in more, what is wrong in what is
    /// known is possible, and what comes afterwards is unknown.
    /// </summary>
    private Value? InvokeHeld(IOperation site, Value[] arguments, IOperation?[] operands)
    {
        if (site is not IInvocationOperation { Instance: { } instance } || MemberOf(Unconverted(Resolve(instance))) is not { } member) return null;
        if (!HeldCode.IsAssignedInItsType(member)) return null;

        // What is assigned is written in other bodies, which may change.
        builder.LoseOrigins();
        var held = program.HeldCode.Of(member, cancellation);
        if (held.Code.Count == 0) return null;
        var summaries = new Summary[held.Code.Count];
        for (var index = 0; index < summaries.Length; index++)
        {
            var (method, lambda) = held.Code[index];
            if (contracts.Of(method).HasFacts || method.Parameters.Length != arguments.Length) return null;
            if ((lambda is null ? Summarize(method) : SummarizeLambda(lambda)) is not { Flags.Count: 0 } summary) return null;
            summaries[index] = summary;
        }

        foreach (var argument in arguments) HandOver(argument);
        var before = state;
        State? joined = null;
        Value? given = null;
        var was = (isOneOfSeveral, isLikely);
        isOneOfSeveral |= summaries.Length > 1 || held.IsOpen;
        isLikely |= held.IsOpen;
        for (var index = 0; index < summaries.Length; index++)
        {
            state = before.Clone();
            var one = InvokeDetached(site, held.Code[index].Method, summaries[index], arguments, operands);
            if (state.IsDead) continue;
            given = given is null ? one : given.Join(one);
            if (joined is null) joined = state;
            else joined.Join(state);
        }

        (isOneOfSeveral, isLikely) = was;
        handedBack = null;
        state = held.IsOpen ? before : joined ?? before;
        if (held.IsOpen) return null;
        state.IsDead |= joined is null;
        return given ?? Value.Unknown;
    }

    private Value InvokeDetached(IOperation site, IMethodSymbol method, Summary summary, Value[] arguments, IOperation?[] operands)
    {
        var wasDetached = isDetached;
        isDetached = true;
        var result = RunCode(site, method, summary, null, null, arguments, operands);
        isDetached = wasDetached;
        return result;
    }

    private ISymbol? MemberOf(IOperation? held) => held switch
    {
        IFieldReferenceOperation { Field: { IsStatic: false } member } when program.IsOwn(member) => member,
        IPropertyReferenceOperation { Property: { IsStatic: false, IsIndexer: false } member } when program.IsOwn(member) => member,
        IParameterReferenceOperation { Parameter: var parameter } when IsOfHead(parameter) => parameter,
        _ => null,
    };
}

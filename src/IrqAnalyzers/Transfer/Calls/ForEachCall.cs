using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// A call of <c>List.ForEach</c> or <c>Array.ForEach</c> on a collection of which every element is at a known place: the code that it is given runs for
/// each, in order. Of other collections it is code that others run.
/// </summary>
internal sealed class ForEachCall(Cursor at, Containers containers, CodeCalls codeCalls) : ICallModel
{
    public CallOutcome? TryCall(CallSite call)
    {
        if (call.Method is not { Name: "ForEach", MethodKind: MethodKind.Ordinary }) return null;
        var (collection, code) = call.Method.IsStatic ? (call.SubjectOf(0), call.SubjectOf(1)) : (call.Receiver, call.SubjectOf(0));
        if (collection is null || code is null || containers.ContainerOf(collection) is null || containers.ElementsInOrder(collection.Single) is not { } elements) return null;
        if (call.Method.Parameters[call.Method.Parameters.Length - 1].Type is not INamedTypeSymbol { DelegateInvokeMethod: { Parameters.Length: 1 } invoke }) return null;
        foreach (var element in elements)
        {
            codeCalls.TryCall(new(call.Operation, invoke, null, code, new[] { element }, new IOperation?[1], isVirtual: false, call.Mode));
            if (at.State.IsDead) break;
        }

        return Value.Unknown;
    }
}

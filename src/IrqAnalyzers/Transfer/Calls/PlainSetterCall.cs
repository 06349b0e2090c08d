using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// A call of a constructor or a method that does nothing but assign parameters and constants to members of its object. Whatever else matters in a body
/// is left to its summary.
/// </summary>
internal sealed class PlainSetterCall(BodyContext context, Assignments assignments) : ICallModel
{
    private readonly CancellationToken cancellation = context.Cancellation;
    private readonly ProgramFacts program = context.Program;

    public CallOutcome? TryCall(CallSite call)
    {
        if (call.IsVirtual || call.Receiver is not { Single: >= 0 } || !program.IsOwn(call.Method) || program.MayHaveBody(call.Method.OriginalDefinition)) return null;
        var assigned = program.PlainAssignments.Of(call.Method, cancellation);
        if (assigned.IsDefault) return null;
        foreach (var assignment in assigned)
        {
            var member = Results.MemberOf(context.Table[call.Receiver.Single].Type, assignment.Member);
            assignments.AssignMember(call.Receiver, member, assignment.Given(call.Arguments));
        }

        return Value.Unknown;
    }
}

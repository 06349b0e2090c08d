using System.Reflection;
using IrqModel.Contracts;

namespace IrqModel.Runtime;

/// <summary>A duty of a handler towards one of its parameters, as declared on the handler.</summary>
/// <param name="AnyOf">The facts of the DSL, with <paramref name="DeclaredFacts"/>: one of all holds, or none, when the handler has ended.</param>
/// <param name="DeclaredFacts">The facts that the model declares itself.</param>
/// <param name="IsAbsence">Whether none of the facts may hold, rather than one must.</param>
/// <param name="When">The functions for which the duty holds.</param>
/// <param name="Rule">The rule that a violation breaks.</param>
/// <param name="Parameter">The parameter of the declaration that has the attribute.</param>
internal sealed record WrittenDuty(
    Facts AnyOf, IReadOnlyList<Enum> DeclaredFacts, bool IsAbsence, FunctionKind When, string Rule, ParameterInfo Parameter)
{
    /// <summary>The declaration that has the attribute: findings name that one.</summary>
    public MethodInfo Declaration => (MethodInfo)Parameter.Member;

    public static IEnumerable<WrittenDuty> Of(MethodInfo declaration)
    {
        foreach (var parameter in declaration.GetParameters())
        {
            foreach (var duty in parameter.GetCustomAttributes<LeavesWithAttribute>(inherit: false))
                yield return new(duty.AnyOf, duty.DeclaredFacts, IsAbsence: false, duty.When, duty.Rule, parameter);
            foreach (var duty in parameter.GetCustomAttributes<LeavesWithoutAttribute>(inherit: false))
                yield return new(duty.Facts, duty.DeclaredFacts, IsAbsence: true, duty.When, duty.Rule, parameter);
        }
    }
}

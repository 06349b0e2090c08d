using System.Collections.Immutable;
using IrqAnalyzers.Parity.Generation;

namespace IrqAnalyzers.Parity.Shrinking;

/// <summary>The programs that are one step smaller than a program, the smallest first.</summary>
internal static class Reductions
{
    public static IEnumerable<ModelProgram> Of(ModelProgram program)
    {
        for (var index = 0; index < program.Members.Length; index++)
        {
            if (!program.Members[index].IsEssential) yield return program with { Members = program.Members.RemoveAt(index) };
        }

        for (var index = 0; index < program.Members.Length; index++)
        {
            var member = program.Members[index];
            foreach (var smaller in Of(member.Body)) yield return program with { Members = program.Members.SetItem(index, member with { Body = smaller }) };
        }
    }

    private static IEnumerable<ImmutableArray<Statement>> Of(ImmutableArray<Statement> body)
    {
        for (var index = body.Length - 1; index >= 0; index--)
        {
            if (!HasPinned(body[index])) yield return body.RemoveAt(index);
        }

        for (var index = 0; index < body.Length; index++)
        {
            if (body[index] is not Nest nest) continue;
            foreach (var part in nest.Parts) yield return body.RemoveAt(index).InsertRange(index, part.Body);
            foreach (var smaller in Of(nest)) yield return body.SetItem(index, smaller);
        }
    }

    private static IEnumerable<Nest> Of(Nest nest)
    {
        for (var index = 0; index < nest.Parts.Length; index++)
        {
            if (nest.Parts[index].IsOptional && nest.Parts.Length > 1) yield return nest with { Parts = nest.Parts.RemoveAt(index) };
        }

        for (var index = 0; index < nest.Parts.Length; index++)
        {
            var part = nest.Parts[index];
            foreach (var smaller in Of(part.Body)) yield return nest with { Parts = nest.Parts.SetItem(index, part with { Body = smaller }) };
        }
    }

    private static bool HasPinned(Statement statement) =>
        statement.IsPinned || (statement is Nest nest && nest.Parts.Any(part => part.Body.Any(HasPinned)));
}

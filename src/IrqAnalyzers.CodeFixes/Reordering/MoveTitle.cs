using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Says in a menu what moves where: all that does, not only the operation that a finding is about.</summary>
internal sealed class MoveTitle
{
    private const int NamesAtMost = 3;

    private readonly AnalyzedDocument document;
    private readonly StatementList list;
    private readonly List<Move> moves;

    /// <param name="document">The document.</param>
    /// <param name="list">The list.</param>
    /// <param name="moves">The moves.</param>
    public MoveTitle(AnalyzedDocument document, StatementList list, List<Move> moves)
    {
        this.document = document;
        this.list = list;
        this.moves = moves;
    }

    /// <summary>The title where what has to wait moves down.</summary>
    /// <param name="first">Place of the first statement that the order is about.</param>
    /// <param name="order">The new order.</param>
    public string Down(int first, int[] order)
    {
        var firsts = new HashSet<int>(moves.Select(static move => move.First));
        return $"Move {Join(Moved(first, order, isDown: true))} behind {Join(firsts.OrderBy(static place => place))}";
    }

    /// <summary>The title where what is waited for moves up.</summary>
    /// <param name="first">Place of the first statement that the order is about.</param>
    /// <param name="order">The new order.</param>
    public string Up(int first, int[] order)
    {
        var seconds = new HashSet<int>(moves.Select(static move => move.Second));
        return $"Move {Join(Moved(first, order, isDown: false))} before {Join(seconds.OrderBy(static place => place))}";
    }

    // What goes down is overtaken by something that is waited for; what goes up overtakes something that waits.
    private SortedSet<int> Moved(int first, int[] order, bool isDown)
    {
        var firsts = new HashSet<int>(moves.Select(move => move.First - first));
        var seconds = new HashSet<int>(moves.Select(move => move.Second - first));
        var moved = new SortedSet<int>();
        for (var place = 0; place < order.Length; place++)
        {
            for (var later = place + 1; later < order.Length; later++)
            {
                var (one, other) = (order[place], order[later]);
                if (one < other) continue;
                if (isDown && firsts.Contains(one)) moved.Add(first + other);
                if (!isDown && seconds.Contains(other)) moved.Add(first + one);
            }
        }

        return moved;
    }

    private string Join(IEnumerable<int> places)
    {
        var quoted = places.Select(NameOf).Distinct(StringComparer.Ordinal).Select(name => $"'{name}'").ToList();
        if (quoted.Count == 1) return quoted[0];
        if (quoted.Count > NamesAtMost) return $"{quoted.Count} statements";
        return string.Join(", ", quoted.Take(quoted.Count - 1)) + " and " + quoted[quoted.Count - 1];
    }

    // Of several operations in one statement the outermost names it.
    private string NameOf(int place)
    {
        var named = moves.Where(move => move.First == place || move.Second == place).OrderByDescending(move => move.Violation.Call.Span.Length)
            .FirstOrDefault();
        return named?.NameAt(place) ?? NameOf(list.Statements[place]);
    }

    private string NameOf(StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax declaration => declaration.Declaration.Variables[0].Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax member } } => member.Name.ToString(),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => assignment.Left.ToString(),
        ExpressionStatementSyntax expression when expression.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { } call =>
            NameOf(call),
        _ when statement.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { } inner => NameOf(inner),
        _ => statement.GetFirstToken().ValueText,
    };

    private string NameOf(InvocationExpressionSyntax call) =>
        document.Model.GetSymbolInfo(call).Symbol?.Name ?? call.Expression.ToString();
}

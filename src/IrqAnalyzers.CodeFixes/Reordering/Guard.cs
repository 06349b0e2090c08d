using IrqAnalyzers.CodeFixes.Insertion;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>A condition for statements that move, because where they move to they are right for some functions only.</summary>
internal sealed class Guard
{
    private readonly HashSet<int> places;

    /// <param name="places">Places of the statements in their list.</param>
    /// <param name="test">The condition.</param>
    public Guard(IEnumerable<int> places, string test)
    {
        this.places = new(places);
        Test = test;
    }

    public string Test { get; }

    /// <summary>The condition as one side of "and".</summary>
    public string Operand => Conjunction.Operand(SyntaxFactory.ParseExpression(Test));

    /// <summary>How many statements it covers.</summary>
    public int Count => places.Count;

    public bool Covers(int place) => places.Contains(place);

    /// <summary>Whether all covered statements come one after the other in an order.</summary>
    public bool IsOneRun(int[] order, int first)
    {
        var runs = 0;
        for (var place = 0; place < order.Length; place++)
        {
            if (Covers(first + order[place]) && (place == 0 || !Covers(first + order[place - 1]))) runs++;
        }

        return runs == 1;
    }
}

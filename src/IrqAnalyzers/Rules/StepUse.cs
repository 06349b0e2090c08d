using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>One operation of a piece of code that has a place in a list of such pieces.</summary>
internal sealed class StepUse
{
    public StepUse(IMethodSymbol operation, int ordinal, string subject, SyntaxNode syntax, int place)
    {
        Operation = operation;
        Ordinal = ordinal;
        Subject = subject;
        Syntax = syntax;
        Place = place;
        Site = syntax;
    }

    public IMethodSymbol Operation { get; }

    /// <summary>Which parameter the subject is handed to; -1 for the receiver.</summary>
    public int Ordinal { get; }

    /// <summary>What the operation is about, named so that it is the same in all pieces.</summary>
    public string Subject { get; }

    public SyntaxNode Syntax { get; }

    /// <summary>The place of the piece in the list.</summary>
    public int Place { get; }

    /// <summary>What the subject may be, as its type and the tests before tell.</summary>
    public Kinds Kinds { get; set; } = Kinds.Any;

    /// <summary>The call in the piece, which may be in a method that the syntax calls.</summary>
    public SyntaxNode Site { get; set; }

    /// <summary>The piece, or the call of the method that it is in.</summary>
    public IOperation? Piece { get; set; }

    /// <summary>The loop that the piece is; <see langword="null"/> if it is none.</summary>
    public LoopElements? Round { get; set; }

    /// <summary>Whether what it lacks is followed along paths, as for the units of a machine in a loop, so that only what is taken back is new.</summary>
    public bool IsFollowed { get; set; }

    /// <summary>Whether it is in a method that the syntax calls.</summary>
    public bool IsInCall { get; set; }

    /// <summary>Whether something decides in the piece whether it is done.</summary>
    public bool IsConditional { get; set; }
}

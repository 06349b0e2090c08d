namespace IrqModel.Contracts;

/// <summary>The common part of all contracts on an operation: the object whose facts they concern, and the kinds of functions they apply to.</summary>
public abstract class ContractAttribute : Attribute
{
    /// <summary>The parameter whose facts are meant; <see langword="null"/> means the receiver.</summary>
    public string? Subject { get; init; }

    /// <summary>The functions for which the contract holds.</summary>
    public FunctionKind When { get; init; }
}

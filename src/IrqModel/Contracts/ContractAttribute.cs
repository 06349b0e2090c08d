namespace IrqModel.Contracts;

/// <summary>What all contracts on an operation have in common: whose facts they speak of, and for which functions.</summary>
public abstract class ContractAttribute : Attribute
{
    /// <summary>The parameter whose facts are meant; <see langword="null"/> means the receiver.</summary>
    public string? Subject { get; init; }

    /// <summary>The functions for which the contract holds.</summary>
    public FunctionKind When { get; init; }
}

using System.Text.Json.Serialization;
using IrqModel.Engine;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Runs;

/// <summary>A refused request that a unit has on record.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Requester">Requester id of the request.</param>
/// <param name="Reason">Why.</param>
/// <param name="Index">Table index that the request asked for.</param>
/// <param name="Text">As Linux logs it.</param>
public sealed record RunFault(
    string Unit, [property: JsonConverter(typeof(RequesterIdConverter))] RequesterId Requester, FaultReason Reason, int Index, string Text);

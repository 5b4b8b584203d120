using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.TenantState;

/// <summary>A group as Graph shows it, its direct members aside and by id.</summary>
internal sealed record Group(JsonObject Properties, ImmutableSortedDictionary<string, JsonObject> Members)
{
    public static readonly ImmutableSortedDictionary<string, JsonObject> NoMembers =
        ImmutableSortedDictionary.Create<string, JsonObject>(StringComparer.OrdinalIgnoreCase);

    public string Id => Properties.Text("id")!;

    public bool IsDynamic => Properties.Texts("groupTypes").Contains("DynamicMembership");

    public Group With(string memberId, JsonObject reference) => this with { Members = Members.SetItem(memberId, reference) };

    public Group Without(string memberId) => this with { Members = Members.Remove(memberId) };
}

using Azure.Core;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Entra;

/// <summary>How a tenant is reached.</summary>
/// <param name="Clock">Time-outs and the waiting between attempts run on it, so that virtual time can pass them.</param>
/// <param name="Credential">The reader's or the writer's identity: two different ones, where there are two.</param>
/// <param name="Transport">Carries the requests and stays the caller's to dispose. It must not retry by itself.</param>
/// <param name="BaseAddress"><c>https://graph.microsoft.com/</c>, a national cloud's, or a simulator's on the loopback.</param>
public sealed record EntraConnection(RolloutClock Clock, TokenCredential Credential, HttpMessageHandler Transport, Uri BaseAddress);

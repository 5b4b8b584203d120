using Fido2Workflow.Api.Access;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>The plan of the six people as it is sent: a form with the lists that it names.</summary>
internal static class PlanForms
{
    extension(RunningApi api)
    {
        /// <summary>The plan, with a text of it replaced.</summary>
        public MultipartFormDataContent PlanForm(string text = "", string other = "")
        {
            var plan = api.Read("plan.yaml");
            return new()
            {
                { new StringContent(text.Length == 0 ? plan : plan.Replace(text, other, StringComparison.Ordinal)), "plan", "plan.yaml" },
                { new StringContent(api.Read("wave1.csv")), "wave1.csv", "wave1.csv" },
                { new StringContent(api.Read("wave2.csv")), "wave2.csv", "wave2.csv" },
            };
        }

        /// <summary>Creates the rollout of the six people.</summary>
        public async Task CreateRolloutAsync() => (await api.As(SixPeople.Bastien, Role.Operator).PostAsync("/api/rollouts", api.PlanForm(), "the-rollout")).Ok();
    }
}

import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Loading } from '#renderer/parts/loading.tsx';

/** Rooms are fetched when first entered, so that the unlock screen is there at once. */
const today = () => import('#renderer/rooms/today/index.tsx');
const enterprises = () => import('#renderer/rooms/enterprises/index.tsx');
const doubles = () => import('#renderer/rooms/doubles/index.tsx');
const imports = () => import('#renderer/rooms/imports/index.tsx');
const cultivation = () => import('#renderer/rooms/cultivation/index.tsx');
const sheets = () => import('#renderer/rooms/sheets/index.tsx');
const visits = () => import('#renderer/rooms/visits/index.tsx');
const issues = () => import('#renderer/rooms/issues/index.tsx');

const TodayRoom = lazy(async () => ({ default: (await today()).TodayRoom }));
const WorkloadPage = lazy(async () => ({ default: (await today()).WorkloadPage }));
const ContactsPage = lazy(async () => ({ default: (await today()).ContactsPage }));
const ContactsPaper = lazy(async () => ({ default: (await today()).ContactsPaper }));
const HandOverPage = lazy(async () => ({ default: (await today()).HandOverPage }));
const HandOverPaper = lazy(async () => ({ default: (await today()).HandOverPaper }));
const EnterprisesRoom = lazy(async () => ({ default: (await enterprises()).EnterprisesRoom }));
const EnterprisePage = lazy(async () => ({ default: (await enterprises()).EnterprisePage }));
const BulkEditsRoom = lazy(async () => ({ default: (await enterprises()).BulkEditsRoom }));
const BulkEditPage = lazy(async () => ({ default: (await enterprises()).BulkEditPage }));
const FirmListPaper = lazy(async () => ({ default: (await enterprises()).FirmListPaper }));
const DoublesRoom = lazy(async () => ({ default: (await doubles()).DoublesRoom }));
const PairPage = lazy(async () => ({ default: (await doubles()).PairPage }));
const ImportsRoom = lazy(async () => ({ default: (await imports()).ImportsRoom }));
const ImportWizard = lazy(async () => ({ default: (await imports()).ImportWizard }));
const ImportPage = lazy(async () => ({ default: (await imports()).ImportPage }));
const SheetsRoom = lazy(async () => ({ default: (await sheets()).SheetsRoom }));
const SheetPage = lazy(async () => ({ default: (await sheets()).SheetPage }));
const VisitsRoom = lazy(async () => ({ default: (await visits()).VisitsRoom }));
const RoutePaper = lazy(async () => ({ default: (await visits()).RoutePaper }));
const ServicesPaper = lazy(async () => ({ default: (await visits()).ServicesPaper }));
const TypingPage = lazy(async () => ({ default: (await visits()).TypingPage }));
const VisitPage = lazy(async () => ({ default: (await visits()).VisitPage }));
const CampaignPage = lazy(async () => ({ default: (await visits()).CampaignPage }));
const ReturnPage = lazy(async () => ({ default: (await visits()).ReturnPage }));
const IssuesRoom = lazy(async () => ({ default: (await issues()).IssuesRoom }));
const IssuePage = lazy(async () => ({ default: (await issues()).IssuePage }));
const SurveysRoom = lazy(async () => ({
  default: (await import('#renderer/rooms/surveys/index.tsx')).SurveysRoom,
}));
const CultivationRoom = lazy(async () => ({ default: (await cultivation()).CultivationRoom }));
const AwardPage = lazy(async () => ({ default: (await cultivation()).AwardPage }));
const FirmStandingPage = lazy(async () => ({ default: (await cultivation()).FirmStandingPage }));
const SchemePage = lazy(async () => ({ default: (await cultivation()).SchemePage }));
const GoalsPage = lazy(async () => ({ default: (await cultivation()).GoalsPage }));
const RunPage = lazy(async () => ({ default: (await cultivation()).RunPage }));
const RunPaper = lazy(async () => ({ default: (await cultivation()).RunPaper }));
const PanelPage = lazy(async () => ({ default: (await cultivation()).PanelPage }));
const ScoreSheetsPaper = lazy(async () => ({ default: (await cultivation()).ScoreSheetsPaper }));
const SeatPage = lazy(async () => ({ default: (await cultivation()).SeatPage }));
const ExchangeRoom = lazy(async () => ({
  default: (await import('#renderer/rooms/exchange/index.tsx')).ExchangeRoom,
}));
const TemplatesPage = lazy(async () => ({
  default: (await import('#renderer/rooms/templates/index.tsx')).TemplatesPage,
}));
const settings = () => import('#renderer/rooms/settings/index.tsx');
const SettingsRoom = lazy(async () => ({ default: (await settings()).SettingsRoom }));
const HolidaysPage = lazy(async () => ({ default: (await settings()).HolidaysPage }));

/** One address a screen. `new` stands where an id would, and its page reads the query. */
export const Routes = () => (
  <Suspense fallback={<Loading />}>
    <Switch>
      <Route path="/today" component={TodayRoom} />
      <Route path="/today/workload" component={WorkloadPage} />
      <Route path="/today/contacts" component={ContactsPage} />
      <Route path="/today/contacts/print" component={ContactsPaper} />
      <Route path="/today/hand-over" component={HandOverPage} />
      <Route path="/today/hand-over/:id" component={HandOverPaper} />
      <Route path="/enterprises" component={EnterprisesRoom} />
      <Route path="/enterprises/print" component={FirmListPaper} />
      <Route path="/enterprises/:id" component={EnterprisePage} />
      <Route path="/bulk-edits" component={BulkEditsRoom} />
      <Route path="/bulk-edits/:id" component={BulkEditPage} />
      <Route path="/doubles" component={DoublesRoom} />
      <Route path="/doubles/:first/:second" component={PairPage} />
      <Route path="/imports" component={ImportsRoom} />
      <Route path="/imports/new" component={ImportWizard} />
      <Route path="/imports/:id" component={ImportPage} />
      <Route path="/cultivation" component={CultivationRoom} />
      <Route path="/cultivation/awards/:id" component={AwardPage} />
      <Route path="/cultivation/firms/:id/:tab" component={FirmStandingPage} />
      <Route path="/cultivation/schemes/:id" component={SchemePage} />
      <Route path="/cultivation/runs/:id" component={RunPage} />
      <Route path="/cultivation/runs/:id/print" component={RunPaper} />
      <Route path="/cultivation/panels/:id" component={PanelPage} />
      <Route path="/cultivation/panels/:id/print" component={ScoreSheetsPaper} />
      <Route path="/cultivation/seats/:id" component={SeatPage} />
      <Route path="/cultivation/goals" component={GoalsPage} />
      <Route path="/cultivation/:tab" component={CultivationRoom} />
      <Route path="/sheets" component={SheetsRoom} />
      <Route path="/sheets/:id" component={SheetPage} />
      <Route path="/visits" component={VisitsRoom} />
      <Route path="/visits/plans" component={VisitsRoom} />
      <Route path="/visits/plans/routes/print" component={RoutePaper} />
      <Route path="/visits/plans/:view" component={VisitsRoom} />
      <Route path="/visits/photos" component={VisitsRoom} />
      <Route path="/visits/services" component={VisitsRoom} />
      <Route path="/visits/services/print" component={ServicesPaper} />
      <Route path="/visits/typing" component={TypingPage} />
      <Route path="/visits/campaigns" component={VisitsRoom} />
      <Route path="/visits/campaigns/returns/:id" component={ReturnPage} />
      <Route path="/visits/campaigns/:id/:part?" component={CampaignPage} />
      <Route path="/visits/:id" component={VisitPage} />
      <Route path="/issues" component={IssuesRoom} />
      <Route path="/issues/:id" component={IssuePage} />
      <Route path="/surveys" component={SurveysRoom} />
      <Route path="/exchange" component={ExchangeRoom} />
      <Route path="/settings" component={SettingsRoom} />
      <Route path="/settings/templates" component={TemplatesPage} />
      <Route path="/settings/holidays" component={HolidaysPage} />
      <Route>
        <Redirect to="/today" replace />
      </Route>
    </Switch>
  </Suspense>
);

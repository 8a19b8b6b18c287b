// Which view shows which kind of page. A kind that is not here is left to the hub's own website.

import { articleView } from "./article.js";
import { articlesView } from "./articles.js";
import { homeView } from "./home.js";
import { LISTS, listView } from "./lists.js";
import { eventView, collectionView, jobView } from "./others.js";
import { pageView } from "./page.js";
import { workGroupView } from "./work-group.js";
import { workGroupsView } from "./work-groups.js";

const VIEWS = {
  home: homeView, work_group: workGroupView, article: articleView, page: pageView,
  event: eventView, collection: collectionView, job: jobView,
};

export function viewOf({ kind, lists }) {
  if (kind !== "index") return VIEWS[kind];
  if (lists === "work_group") return workGroupsView;
  if (lists === "article") return articlesView;
  return lists in LISTS ? listView : pageView;
}
